package vn.antin.agent;

import java.io.PrintStream;
import java.security.cert.X509Certificate;
import java.text.Normalizer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.antin.agent.RegistrationClient.Answer;
import vn.antin.agent.TokenReader.Content;
import vn.antin.signing.token.Pkcs11Library;
import vn.antin.signing.token.Pkcs11Library.ConnectedToken;
import vn.antin.signing.token.Pkcs11Library.TokenCertificate;
import vn.antin.signing.token.SigningAlgorithm;
import vn.antin.signing.token.TokenSecret;

/**
 * The command {@code register}: shows what will be sent to whom, has the token sign the {@link
 * PossessionText}, and sends that once.
 */
final class Registering {

  private static final int MOST_QUESTIONS = 3;
  private static final int MOST_ISSUERS = 8;
  private static final Set<String> YES = Set.of("có", "co", "c", "yes", "y");

  private final RegisterOptions options;
  private final PrintStream out;
  private final PrintStream err;
  private final Person person;
  private final InstantSource time;
  private final RegistrationClient client;

  Registering(
      RegisterOptions options, PrintStream out, PrintStream err, Person person, InstantSource time)
      throws UsageException {
    this.options = options;
    this.out = out;
    this.err = err;
    this.person = person;
    this.time = time;
    this.client = new RegistrationClient(options.server(), options.authority());
  }

  /** A certificate and the token it lies in. */
  private record Choice(Content content, TokenCertificate entry) {
    X509Certificate certificate() {
      return entry.certificate();
    }
  }

  int run() {
    Pkcs11Library library = Pkcs11Library.load(options.library());
    TokenReader reader = new TokenReader(library, err, person);
    List<Choice> choices = choices(reader.contents());
    if (choices.isEmpty()) {
      err.println("Không có chứng thư số nào để ký và còn hiệu lực trong token.");
      return Agent.NOTHING_FOUND;
    }
    RegistrationCode code = code();
    Choice choice = code == null ? null : choose(choices);
    if (code == null || choice == null || !agreed(choice)) {
      err.println("Đã dừng; chưa gửi gì.");
      return Agent.NOT_AGREED;
    }
    ConnectedToken token = again(library, choice.content().token());
    TokenSecret pin = token == null ? null : reader.pin(token, "");
    if (token == null || pin == null) {
      err.println("Không có token hoặc mã PIN; chưa gửi gì.");
      return Agent.UNUSABLE;
    }
    String print = Printing.fingerprint(choice.certificate());
    SigningAlgorithm algorithm = SigningAlgorithm.usual(choice.certificate().getPublicKey());
    byte[] signature =
        library
            .sign(
                token,
                choice.certificate(),
                algorithm,
                pin,
                PossessionText.of(options.server(), code, print))
            .bytes();
    return tell(client.send(body(code, choice, algorithm, signature)));
  }

  private int tell(Answer answer) {
    return switch (answer) {
      case Answer.Registered(var id) -> {
        out.println("Đã đăng ký chứng thư số. Mã hồ sơ: " + id);
        yield 0;
      }
      case Answer.Refused(var text) -> {
        err.println("Máy chủ từ chối: " + text);
        yield Agent.REFUSED;
      }
      case Answer.Unreachable(var why) -> {
        err.println("Không kết nối an toàn được tới " + options.server().text() + ": " + why);
        err.println("Chưa gửi gì. Nếu tỉnh dùng nơi cấp chứng thư số riêng, hãy thêm --ca TỆP.");
        yield Agent.UNREACHED;
      }
      case Answer.Unknown(var why) -> {
        err.println("Đã gửi nhưng không nhận được trả lời: " + why);
        err.println("Hãy hỏi quản trị viên xem chứng thư số đã có chưa trước khi làm lại.");
        yield Agent.UNREACHED;
      }
    };
  }

  private @Nullable RegistrationCode code() {
    @Nullable RegistrationCode given = options.code();
    for (int i = 0; given == null && i < MOST_QUESTIONS; i++) {
      String typed = person.line("Mã đăng ký do quản trị viên cấp: ");
      if (typed == null || typed.isBlank()) {
        return null;
      }
      Optional<RegistrationCode> code = RegistrationCode.parse(typed);
      if (code.isEmpty()) {
        err.println(RegistrationCode.MISTYPED);
      }
      given = code.orElse(null);
    }
    return given;
  }

  private List<Choice> choices(List<Content> contents) {
    List<Choice> choices = new ArrayList<>();
    for (Content content : contents) {
      for (TokenCertificate entry : content.certificates()) {
        X509Certificate certificate = entry.certificate();
        if (Printing.signs(certificate, time.instant())
            && SigningAlgorithm.usual(certificate.getPublicKey()).fits(certificate.getPublicKey())
            && (options.certificate() == null
                || Printing.fingerprint(certificate).equals(options.certificate()))) {
          choices.add(new Choice(content, entry));
        }
      }
    }
    return choices;
  }

  private @Nullable Choice choose(List<Choice> choices) {
    if (choices.size() == 1) {
      return choices.getFirst();
    }
    for (int i = 0; i < choices.size(); i++) {
      out.println("[" + (i + 1) + "]");
      show(choices.get(i));
    }
    for (int i = 0; i < MOST_QUESTIONS; i++) {
      String typed = person.line("Chọn chứng thư số (1-" + choices.size() + "): ");
      if (typed == null) {
        err.println("Có nhiều chứng thư số; hãy chọn bằng --certificate.");
        return null;
      }
      if (typed.strip().matches("[0-9]{1,3}")) {
        int number = Integer.parseInt(typed.strip());
        if (number >= 1 && number <= choices.size()) {
          return choices.get(number - 1);
        }
      }
    }
    return null;
  }

  private boolean agreed(Choice choice) {
    out.println("Sẽ đăng ký chứng thư số này:");
    show(choice);
    out.println("Gửi tới: " + options.server().text());
    out.println("Gửi đi:  chứng thư số và một chữ ký chứng minh khóa nằm trong token này.");
    String typed = person.line("Gõ \"có\" để đồng ý: ");
    return typed != null
        && YES.contains(
            Normalizer.normalize(typed.strip(), Normalizer.Form.NFC).toLowerCase(Locale.ROOT));
  }

  private void show(Choice choice) {
    Printing.text(out, new Content(choice.content().token(), List.of(choice.entry())));
  }

  /** The token as it is now: other programs may have tried PINs, or it was pulled out. */
  private static @Nullable ConnectedToken again(Pkcs11Library library, ConnectedToken before) {
    return library.tokens().stream()
        .filter(each ->
            each.slot() == before.slot() && each.serialNumber().equals(before.serialNumber()))
        .findFirst()
        .orElse(null);
  }

  private static String body(
      RegistrationCode code, Choice choice, SigningAlgorithm algorithm, byte[] signature) {
    StringBuilder certificates = new StringBuilder(Printing.pem(choice.certificate()));
    choice.content().certificates().stream()
        .map(TokenCertificate::certificate)
        .filter(each -> each.getBasicConstraints() >= 0)
        .limit(MOST_ISSUERS)
        .map(Printing::pem)
        .forEach(certificates::append);
    return Printing.object(
        "\"code\":" + Printing.quoted(code.symbols()),
        "\"certificates\":" + Printing.quoted(certificates.toString()),
        "\"algorithm\":" + Printing.quoted(algorithm.name()),
        "\"signature\":" + Printing.quoted(Base64.getEncoder().encodeToString(signature)));
  }
}
