"""What a run proves: records and runs come in; what differs, the proof, and the report of what moved go out."""
