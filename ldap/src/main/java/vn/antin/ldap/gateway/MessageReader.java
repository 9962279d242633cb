package vn.antin.ldap.gateway;

import com.unboundid.asn1.ASN1StreamReader;
import com.unboundid.ldap.protocol.LDAPMessage;
import com.unboundid.ldap.sdk.LDAPException;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Takes one LDAPMessage at a time off the wire. Reads exactly the message's own bytes, so nothing
 * sent in clear before a StartTLS can be taken for protected; checks size and nesting before a
 * decoder (which recurses) sees it.
 */
final class MessageReader {
  private static final int SEQUENCE = 0x30;
  private static final int CONSTRUCTED = 0x20;

  /** A filter of 32 levels stays well below; every level costs the decoder some stack. */
  private static final int MAX_NESTING = 80;

  private final int maxBytes;

  MessageReader(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Bytes that are no LDAP message; the connection has to end (RFC 4511 §5.3). */
  static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed(String message) {
      super(message);
    }
  }

  /**
   * Waits for a message.
   *
   * @param started called when its first byte is there
   * @return null when the client closed the connection between two messages
   */
  @Nullable LDAPMessage read(InputStream in, Runnable started) throws IOException, Malformed {
    int tag = in.read();
    if (tag < 0) {
      return null;
    }
    started.run();
    if (tag != SEQUENCE) {
      throw new Malformed("a message must begin with a SEQUENCE");
    }
    byte[] content = new byte[length(in)];
    if (in.readNBytes(content, 0, content.length) < content.length) {
      throw new EOFException();
    }
    checkNesting(content);
    return decode(content);
  }

  private int length(InputStream in) throws IOException, Malformed {
    int first = byteOf(in);
    int length = first;
    if (first >= 0x80) {
      int octets = first & 0x7f;
      if (octets == 0 || octets > 4) {
        throw new Malformed("the length must be definite and at most 4 bytes long");
      }
      length = 0;
      for (int i = 0; i < octets; i++) {
        length = (length << 8) | byteOf(in);
      }
    }
    if (length < 0 || length > maxBytes) {
      throw new Malformed("a message may have at most %d bytes".formatted(maxBytes));
    }
    return length;
  }

  private static int byteOf(InputStream in) throws IOException {
    int value = in.read();
    if (value < 0) {
      throw new EOFException();
    }
    return value;
  }

  /** Walks the elements once, without recursion: each must lie inside its parent. */
  static void checkNesting(byte[] content) throws Malformed {
    int[] ends = new int[MAX_NESTING + 1];
    ends[0] = content.length;
    int depth = 0;
    int at = 0;
    while (at < content.length) {
      while (at == ends[depth]) {
        depth--;
      }
      int tag = content[at++] & 0xff;
      if ((tag & 0x1f) == 0x1f || at >= ends[depth]) {
        throw new Malformed("an element is cut short or has a tag LDAP does not use");
      }
      int length = content[at++] & 0xff;
      if (length >= 0x80) {
        int octets = length & 0x7f;
        if (octets == 0 || octets > 4 || octets > ends[depth] - at) {
          throw new Malformed("an element's length is not definite or is cut short");
        }
        length = 0;
        for (int i = 0; i < octets; i++) {
          length = (length << 8) | (content[at++] & 0xff);
        }
      }
      if (length < 0 || length > ends[depth] - at) {
        throw new Malformed("an element is longer than what holds it");
      }
      if ((tag & CONSTRUCTED) == 0) {
        at += length;
      } else if (length > 0) {
        if (depth == MAX_NESTING) {
          throw new Malformed("elements are nested more than %d deep".formatted(MAX_NESTING));
        }
        ends[++depth] = at + length;
      }
    }
  }

  static LDAPMessage decode(byte[] content) throws IOException, Malformed {
    byte[] header = {
      SEQUENCE,
      (byte) 0x84,
      (byte) (content.length >>> 24),
      (byte) (content.length >>> 16),
      (byte) (content.length >>> 8),
      (byte) content.length
    };
    byte[] whole = new byte[header.length + content.length];
    System.arraycopy(header, 0, whole, 0, header.length);
    System.arraycopy(content, 0, whole, header.length, content.length);
    try (ASN1StreamReader reader =
        new ASN1StreamReader(new ByteArrayInputStream(whole), whole.length)) {
      LDAPMessage message = LDAPMessage.readFrom(reader, false);
      if (message == null) {
        throw new Malformed("the message is empty");
      }
      return message;
    } catch (LDAPException undecodable) {
      throw new Malformed("the message cannot be decoded");
    }
  }
}
