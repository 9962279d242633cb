package vn.antin.agent;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where to register what.
 *
 * @param certificate SHA-256 of the certificate in small hexadecimal digits; null to ask
 * @param code null to ask
 * @param authority file with the roots that the server's certificate must lead to; null for those
 *     of the JDK
 */
record RegisterOptions(
    ServerAddress server,
    Path library,
    @Nullable String certificate,
    @Nullable RegistrationCode code,
    @Nullable Path authority) {

  static final String HELP =
      """
      Cách dùng: antin-token-agent register --server https://MÁY_CHỦ --library ĐƯỜNG_DẪN
                 [--certificate SHA-256] [--code MÃ] [--ca TỆP]

      Đăng ký chứng thư số trong USB Token với hệ thống bằng mã do quản trị viên cấp.
      Gửi đi: chứng thư số và một chữ ký chứng minh khóa nằm trong token đang cắm.
      Mã PIN và khóa bí mật không rời token.

        --server       địa chỉ máy chủ ký số, đúng như quản trị viên cho biết
        --certificate  chọn sẵn chứng thư số theo SHA-256 (xem lệnh certificates)
        --code         mã đăng ký, để khỏi hỏi (lưu ý: người dùng chung máy có thể thấy)
        --ca           chứng thư số gốc (PEM) của máy chủ, nếu tỉnh dùng nơi cấp riêng\
      """;

  static RegisterOptions parse(String... words) throws UsageException {
    Arguments arguments =
        Arguments.parse(
            Set.of("--server", "--library", "--certificate", "--code", "--ca"), Set.of(), words);
    Optional<String> code = arguments.value("--code");
    Optional<String> authority = arguments.value("--ca");
    return new RegisterOptions(
        ServerAddress.parse(arguments.needed("--server")),
        arguments.neededPath("--library"),
        arguments
            .value("--certificate")
            .map(print -> print.replaceAll("[:\\s]", "").toLowerCase(Locale.ROOT))
            .orElse(null),
        code.isEmpty()
            ? null
            : RegistrationCode.parse(code.get())
                .orElseThrow(() -> new UsageException(RegistrationCode.MISTYPED)),
        authority.isEmpty() ? null : Arguments.path(authority.get()));
  }
}
