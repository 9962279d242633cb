package vn.antin.agent;

import java.nio.file.Path;
import java.util.Set;

/**
 * What the list shall be.
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

  static Options parse(String... words) throws UsageException {
    Arguments arguments = Arguments.parse(Set.of("--library"), Set.of("--pem", "--json"), words);
    Format format = Format.TEXT;
    if (arguments.flags().contains("--json")) {
      format = Format.JSON;
    } else if (arguments.flags().contains("--pem")) {
      format = Format.PEM;
    }
    return new Options(arguments.neededPath("--library"), format);
  }
}
