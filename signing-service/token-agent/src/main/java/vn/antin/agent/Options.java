package vn.antin.agent;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for.
 *
 * @param library the PKCS#11 library of the token's maker
 */
record Options(Path library, Format format) {

  static final String HELP =
      """
      Cách dùng: antin-token-agent certificates --library ĐƯỜNG_DẪN [--pem | --json]

      Liệt kê USB Token đang cắm và các chứng thư số trong đó, để quản trị viên đăng ký
      chứng thư số cho cán bộ. Không gửi gì ra ngoài máy này; thường không cần mã PIN.

        --library   thư viện PKCS#11 của hãng, ví dụ
                      Windows: C:\\Windows\\System32\\eTPKCS11.dll
                      Linux:   /usr/lib/libeTPkcs11.so
        --pem       in chứng thư số ở dạng PEM
        --json      in ở dạng JSON cho máy đọc\
      """;

  /** How certificates are printed. */
  enum Format {
    TEXT,
    PEM,
    JSON
  }

  /** A command line that cannot be understood. */
  static final class UsageException extends Exception {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
      super(message);
    }
  }

  static Options parse(String... arguments) throws UsageException {
    if (arguments.length == 0 || !arguments[0].equals("certificates")) {
      throw new UsageException("Thiếu lệnh: certificates");
    }
    @Nullable Path library = null;
    Format format = Format.TEXT;
    for (int i = 1; i < arguments.length; i++) {
      switch (arguments[i]) {
        case "--library" -> {
          if (++i == arguments.length) {
            throw new UsageException("Thiếu đường dẫn sau --library");
          }
          library = Path.of(arguments[i]);
        }
        case "--pem" -> format = Format.PEM;
        case "--json" -> format = Format.JSON;
        default -> throw new UsageException("Không hiểu tham số: " + arguments[i]);
      }
    }
    if (library == null) {
      throw new UsageException("Thiếu --library");
    }
    return new Options(library, format);
  }
}
