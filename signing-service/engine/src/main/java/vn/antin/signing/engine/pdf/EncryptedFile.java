package vn.antin.signing.engine.pdf;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.crypto.Cipher;
import vn.antin.signing.engine.pdf.object.BrokenPdf;
import vn.antin.signing.engine.pdf.object.PdfArray;
import vn.antin.signing.engine.pdf.object.PdfBoolean;
import vn.antin.signing.engine.pdf.object.PdfDictionary;
import vn.antin.signing.engine.pdf.object.PdfName;
import vn.antin.signing.engine.pdf.object.PdfNumber;
import vn.antin.signing.engine.pdf.object.PdfObject;
import vn.antin.signing.engine.pdf.object.PdfStream;
import vn.antin.signing.engine.pdf.object.PdfString;

/**
 * Undoes and does the encryption of a file that opens without a password and whose owner lets it be
 * signed (ISO 32000-1 section 7.6).
 */
final class EncryptedFile {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int ANNOTATE = 1 << 5;
  private static final int CHANGE = 1 << 3;
  private static final int FILL = 1 << 8;

  private final byte[] key;
  private final Method strings;
  private final Method streams;
  private final boolean metadata;
  private final int permissions;
  private final int revision;

  /** How strings or streams are encrypted. */
  private enum Method {
    NONE,
    RC4,
    AES_128,
    AES_256
  }

  private EncryptedFile(
      byte[] key, Method strings, Method streams, boolean metadata, int permissions, int revision) {
    this.key = key;
    this.strings = strings;
    this.streams = streams;
    this.metadata = metadata;
    this.permissions = permissions;
    this.revision = revision;
  }

  /** Nothing when a password is needed or the encryption is none of the standard's. */
  static Optional<EncryptedFile> open(PdfFile file, PdfDictionary encrypt) {
    int version = (int) file.number(encrypt.get("V"), 0);
    int bits = (int) file.number(encrypt.get("Length"), 40);
    if (!file.name(encrypt.get("Filter")).equals("Standard")) {
      return Optional.empty();
    }
    Method strings = version <= 2 ? Method.RC4 : method(file, encrypt, "StrF");
    Method streams = version <= 2 ? Method.RC4 : method(file, encrypt, "StmF");
    int bytes =
        switch (version) {
          case 1 -> 5;
          case 2 -> Math.clamp(bits / 8, 5, 16);
          case 4 -> 16;
          case 5 -> 32;
          default -> 0;
        };
    boolean aes256 = strings == Method.AES_256 || streams == Method.AES_256;
    if (bytes == 0 || aes256 != (version == 5)) {
      return Optional.empty();
    }
    boolean metadata =
        !(file.resolve(encrypt.get("EncryptMetadata")) instanceof PdfBoolean given)
            || given.value();
    return StandardSecurity.key(file, encrypt, bytes)
        .map(key ->
            new EncryptedFile(
                key,
                strings,
                streams,
                metadata,
                permissions(file, encrypt),
                (int) file.number(encrypt.get("R"), 0)));
  }

  private static Method method(PdfFile file, PdfDictionary encrypt, String which) {
    String filter = file.name(encrypt.get(which));
    PdfDictionary filters = file.dictionary(encrypt.get("CF"));
    return switch (file.name(file.dictionary(filters.get(filter)).get("CFM"))) {
      case "V2" -> Method.RC4;
      case "AESV2" -> Method.AES_128;
      case "AESV3" -> Method.AES_256;
      default -> Method.NONE;
    };
  }

  /** The 32 bits of /P, which some writers give unsigned. */
  static int permissions(PdfFile file, PdfDictionary encrypt) {
    return file.resolve(encrypt.get("P")) instanceof PdfNumber number
        ? (int) number.longValue()
        : 0;
  }

  /** Whether signing in a field that is there is allowed (table 22, bits 6 and 9). */
  boolean allowsFilling() {
    return (permissions & ANNOTATE) != 0 || (revision >= 3 && (permissions & FILL) != 0);
  }

  /** Whether a new field may be added and signed (table 22, bits 4 and 6). */
  boolean allowsNewField() {
    return (permissions & ANNOTATE) != 0 && (permissions & CHANGE) != 0;
  }

  /** The object with its strings and bytes as they are meant. */
  PdfObject decrypt(PdfObject value, int number, int generation) {
    return switch (value) {
      case PdfStream stream ->
          stream.dictionary().isName("Type", "XRef")
              ? stream
              : stream.decrypting(
                  dictionary(stream.dictionary(), number, generation, false),
                  bytes -> data(methodOf(stream), bytes, number, generation, false));
      default -> strings(value, number, generation, false);
    };
  }

  /** The object as it is to be written. */
  PdfObject encrypt(PdfObject value, int number, int generation) {
    if (value instanceof PdfStream stream) {
      byte[] bytes =
          data(methodOf(stream), stream.raw(Integer.MAX_VALUE), number, generation, true);
      return PdfStream.of(dictionary(stream.dictionary(), number, generation, true), bytes);
    }
    return strings(value, number, generation, true);
  }

  private Method methodOf(PdfStream stream) {
    PdfDictionary dictionary = stream.dictionary();
    boolean open = !metadata && dictionary.isName("Type", "Metadata");
    PdfObject filter = dictionary.get("Filter");
    boolean own =
        filter instanceof PdfArray(List<PdfObject> filters)
            ? filters.contains(new PdfName("Crypt"))
            : new PdfName("Crypt").equals(filter);
    return open || own ? Method.NONE : streams;
  }

  private PdfObject strings(PdfObject value, int number, int generation, boolean encrypt) {
    return switch (value) {
      case PdfString string ->
          PdfString.of(data(strings, string.bytes(), number, generation, encrypt), true);
      case PdfArray(List<PdfObject> items) -> {
        List<PdfObject> changed = new ArrayList<>(items.size());
        items.forEach(item -> changed.add(strings(item, number, generation, encrypt)));
        yield new PdfArray(changed);
      }
      case PdfDictionary dictionary -> dictionary(dictionary, number, generation, encrypt);
      default -> value;
    };
  }

  /** A signature's value is never encrypted (section 7.6.1). */
  private PdfDictionary dictionary(
      PdfDictionary dictionary, int number, int generation, boolean encrypt) {
    boolean signature = dictionary.has("ByteRange");
    Map<String, PdfObject> changed = new LinkedHashMap<>();
    for (String name : dictionary.names()) {
      PdfObject value = Objects.requireNonNull(dictionary.get(name));
      changed.put(
          name,
          signature && name.equals("Contents")
              ? value
              : strings(value, number, generation, encrypt));
    }
    return PdfDictionary.of(changed);
  }

  private byte[] data(Method method, byte[] bytes, int number, int generation, boolean encrypt) {
    try {
      return switch (method) {
        case NONE -> bytes;
        case RC4 -> StandardSecurity.rc4(objectKey(method, number, generation), bytes);
        case AES_128, AES_256 -> {
          byte[] objectKey = objectKey(method, number, generation);
          yield encrypt ? seal(objectKey, bytes) : unseal(objectKey, bytes);
        }
      };
    } catch (GeneralSecurityException e) {
      throw BrokenPdf.unreadable("Object " + number + " cannot be decrypted: " + e.getMessage());
    }
  }

  /** Algorithm 1. */
  private byte[] objectKey(Method method, int number, int generation)
      throws GeneralSecurityException {
    if (method == Method.AES_256) {
      return key;
    }
    MessageDigest md5 = MessageDigest.getInstance("MD5");
    md5.update(key);
    md5.update(
        new byte[] {
          (byte) number,
          (byte) (number >> 8),
          (byte) (number >> 16),
          (byte) generation,
          (byte) (generation >> 8)
        });
    if (method == Method.AES_128) {
      md5.update(new byte[] {'s', 'A', 'l', 'T'});
    }
    return Arrays.copyOf(md5.digest(), Math.min(16, key.length + 5));
  }

  private static byte[] seal(byte[] objectKey, byte[] bytes) throws GeneralSecurityException {
    int padding = 16 - bytes.length % 16;
    byte[] padded = Arrays.copyOf(bytes, bytes.length + padding);
    Arrays.fill(padded, bytes.length, padded.length, (byte) padding);
    byte[] vector = new byte[16];
    RANDOM.nextBytes(vector);
    byte[] sealed = StandardSecurity.aes(Cipher.ENCRYPT_MODE, objectKey, vector, padded);
    byte[] both = Arrays.copyOf(vector, 16 + sealed.length);
    System.arraycopy(sealed, 0, both, 16, sealed.length);
    return both;
  }

  private static byte[] unseal(byte[] objectKey, byte[] bytes) throws GeneralSecurityException {
    int whole = bytes.length / 16 * 16;
    if (whole < 32) {
      return new byte[0];
    }
    byte[] plain =
        StandardSecurity.aes(
            Cipher.DECRYPT_MODE,
            objectKey,
            Arrays.copyOf(bytes, 16),
            Arrays.copyOfRange(bytes, 16, whole));
    int padding = plain[plain.length - 1] & 0xff;
    return padding >= 1 && padding <= 16 ? Arrays.copyOf(plain, plain.length - padding) : plain;
  }
}
