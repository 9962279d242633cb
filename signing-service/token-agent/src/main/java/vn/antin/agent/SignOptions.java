package vn.antin.agent;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What to sign and how to ask.
 *
 * @param link as the page opened it
 * @param library the only PKCS#11 library to look into; null for all that are found
 * @param servers file of the servers that are obeyed
 * @param libraries file with further libraries
 * @param state folder of the user's own
 * @param pinFile for machines without anybody; null to ask
 */
record SignOptions(
    String link,
    boolean console,
    @Nullable Path library,
    Path servers,
    Path libraries,
    Path state,
    @Nullable Path pinFile) {

  static final String SCHEME = "antin-sign:";

  static final String HELP =
      """
      Cách dùng: antin-token-agent sign --job LIÊN_KẾT [--console] [--library ĐƯỜNG_DẪN]
                 [--servers TỆP] [--state THƯ_MỤC] [--pin-file TỆP --yes]
                 antin-token-agent LIÊN_KẾT          (trình duyệt gọi)

      Ký các văn bản của một phiếu ký bằng USB Token: hiện danh sách văn bản, chứng thư số và
      máy chủ; hỏi mã PIN một lần; gửi chữ ký về máy chủ. Chỉ ký cho máy chủ đã cài.

        --job       liên kết antin-sign://… do trang ký tạo ra, dùng một lần trong 15 phút
        --console   hỏi ở dòng lệnh thay cho cửa sổ
        --library   thư viện PKCS#11 (mặc định: tự tìm)
        --servers   tệp ghi các máy chủ được phép (mặc định: do bản cài đặt ghi)
        --state     thư mục riêng của người dùng
        --pin-file  tệp chứa mã PIN, chỉ chủ tệp đọc được; cùng với --yes thì không hỏi ai,
                    dành cho máy chạy tự động và kiểm thử\
      """;

  static SignOptions parse(String... words) throws UsageException {
    Arguments arguments =
        Arguments.parse(
            Set.of("--job", "--library", "--servers", "--state", "--pin-file"),
            Set.of("--console", "--yes"),
            words);
    Optional<String> library = arguments.value("--library");
    Optional<String> pin = arguments.value("--pin-file");
    if (pin.isPresent() != arguments.flags().contains("--yes")) {
      throw new UsageException("--pin-file và --yes chỉ dùng cùng nhau");
    }
    Path servers =
        Arguments.path(
            arguments.value("--servers").orElse(installation().resolve("servers").toString()));
    return new SignOptions(
        arguments.needed("--job"),
        arguments.flags().contains("--console") || pin.isPresent(),
        library.isEmpty() ? null : Arguments.path(library.get()),
        servers,
        servers.resolveSibling("libraries"),
        Arguments.path(arguments.value("--state").orElse(own().toString())),
        pin.isEmpty() ? null : Arguments.path(pin.get()));
  }

  /** Where administrators write. */
  private static Path installation() {
    return Libraries.windows()
        ? Path.of(
            System.getenv().getOrDefault("ProgramData", "C:\\ProgramData"), "antin-token-agent")
        : Path.of("/etc/antin-token-agent");
  }

  private static Path own() {
    String home = System.getProperty("user.home", ".");
    return Libraries.windows()
        ? Path.of(System.getenv().getOrDefault("APPDATA", home), "antin-token-agent")
        : Path.of(
            System.getenv().getOrDefault("XDG_CONFIG_HOME", home + "/.config"),
            "antin-token-agent");
  }
}
