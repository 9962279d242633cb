package vn.antin.agent.job;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Takes distinguished encodings (X.690) apart; anything that is not quite DER is refused. */
final class DerReader {
  static final int OCTET_STRING = 0x04;
  static final int OBJECT_IDENTIFIER = 0x06;
  static final int SEQUENCE = 0x30;
  static final int SET = 0x31;

  private static final int MOST_PARTS = 64;

  private final byte[] bytes;
  private int at;

  private DerReader(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A value: its tag and what it holds. */
  @SuppressWarnings("ArrayRecordComponent") // taken apart and never compared
  record Part(int tag, byte[] content) {
    /** What it holds, when its tag is this. */
    byte[] content(int wanted) throws JobRefused {
      if (tag != wanted) {
        throw refused();
      }
      return content;
    }

    /** The parts of a constructed value of this tag. */
    List<Part> parts(int wanted) throws JobRefused {
      return DerReader.parts(content(wanted));
    }
  }

  /** The one value that the bytes are. */
  static Part read(byte[] bytes) throws JobRefused {
    List<Part> parts = parts(bytes);
    if (parts.size() != 1) {
      throw refused();
    }
    return parts.getFirst();
  }

  static List<Part> parts(byte[] bytes) throws JobRefused {
    DerReader reader = new DerReader(bytes);
    List<Part> parts = new ArrayList<>();
    while (reader.at < bytes.length) {
      if (parts.size() == MOST_PARTS) {
        throw refused();
      }
      parts.add(reader.next());
    }
    return parts;
  }

  private Part next() throws JobRefused {
    int tag = octet();
    if ((tag & 0x1f) == 0x1f) {
      throw refused(); // tags of several octets do not occur here
    }
    int length = octet();
    if (length >= 0x80) {
      length = longLength(length & 0x7f);
    }
    if (length > bytes.length - at) {
      throw refused();
    }
    at += length;
    return new Part(tag, Arrays.copyOfRange(bytes, at - length, at));
  }

  private int longLength(int octets) throws JobRefused {
    if (octets < 1 || octets > 3) {
      throw refused(); // indefinite, or longer than anything here
    }
    int length = 0;
    for (int i = 0; i < octets; i++) {
      length = (length << 8) | octet();
    }
    if (length < 0x80 || (octets > 1 && length < 1 << (8 * (octets - 1)))) {
      throw refused(); // not the shortest form
    }
    return length;
  }

  private int octet() throws JobRefused {
    if (at == bytes.length) {
      throw refused();
    }
    return bytes[at++] & 0xff;
  }

  static JobRefused refused() {
    return new JobRefused("Dữ liệu cần ký không phải là chữ ký của văn bản; không ký.");
  }
}
