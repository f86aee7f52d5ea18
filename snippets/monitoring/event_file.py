"""A file of TensorBoard: length, checksum, message, checksum, and again."""

# --8<-- [start:record]
import io

import numpy as np
from tensorboard.compat.proto.event_pb2 import Event
from tensorboard.compat.proto.summary_pb2 import Summary
from tensorboard.summary.writer.record_writer import RecordWriter


def checksum(data):  # CRC-32C, bit by bit
    crc = 0xFFFFFFFF
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0x82F63B78 if crc & 1 else 0)
    return crc ^ 0xFFFFFFFF


def masked(data):  # turned and shifted, for the file may hold checksums
    crc = checksum(data)
    crc = ((crc >> 15 | crc << 17) + 0xA282EAD8) % 2**32
    return crc.to_bytes(4, "little")
# --8<-- [end:record]
# --8<-- [start:message]
def field(number, data):  # of protobuf: its number, its length, itself
    return (number * 8 + 2).to_bytes(1) + len(data).to_bytes(1) + data


def point(tag, value, step, when):
    number = (2 * 8 + 5).to_bytes(1) + np.float32(value).tobytes()
    line = field(1, field(1, tag.encode()) + number)
    head = (1 * 8 + 1).to_bytes(1) + np.float64(when).tobytes()
    return head + (2 * 8).to_bytes(1) + step.to_bytes(1) + field(5, line)


def record(message):
    size = len(message).to_bytes(8, "little")
    return size + masked(size) + message + masked(message)
# --8<-- [end:message]
# --8<-- [start:compare]
mine = point("loss/train", 0.25, step=3, when=1.5)
value = Summary.Value(tag="loss/train", simple_value=0.25)
event = Event(wall_time=1.5, step=3, summary=Summary(value=[value]))
file = io.BytesIO()
RecordWriter(file).write(event.SerializeToString())
print("bytes:", len(mine), "in a record of", len(record(mine)))
print("message equal:", mine == event.SerializeToString())
print("record equal: ", record(mine) == file.getvalue())
# --8<-- [end:compare]

digits = "".join(map(str, range(1, 10)))
assert checksum(digits.encode()) == 0xE3069283, \
    "the checksum of nine digits is the known one of CRC-32C"
assert mine == event.SerializeToString(), "a message by hand equals protobuf's"
assert record(mine) == file.getvalue(), "a record by hand is TensorBoard's"
