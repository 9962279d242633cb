package vn.antin.agent;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import vn.antin.agent.Agent.PinPrompt;
import vn.antin.signing.token.Pkcs11Library;
import vn.antin.signing.token.Pkcs11Library.ConnectedToken;
import vn.antin.signing.token.Pkcs11Library.TokenCertificate;
import vn.antin.signing.token.TokenSecret;

/** The command {@code certificates}. */
final class CertificateListing {

  private final Options options;
  private final PrintStream out;
  private final PrintStream err;
  private final PinPrompt prompt;

  CertificateListing(Options options, PrintStream out, PrintStream err, PinPrompt prompt) {
    this.options = options;
    this.out = out;
    this.err = err;
    this.prompt = prompt;
  }

  /** A token and what it holds. */
  record Content(ConnectedToken token, List<TokenCertificate> certificates) {}

  int run() {
    Pkcs11Library library = Pkcs11Library.load(options.library());
    List<Content> contents = new ArrayList<>();
    for (ConnectedToken token : library.tokens()) {
      contents.add(new Content(token, certificates(library, token)));
    }
    if (contents.isEmpty()) {
      err.println("Không thấy USB Token nào. Hãy cắm token, chờ đèn sáng rồi chạy lại.");
    }
    switch (options.format()) {
      case TEXT -> contents.forEach(content -> Printing.text(out, content));
      case PEM -> contents.forEach(content -> Printing.pem(out, content));
      case JSON -> Printing.json(out, contents);
    }
    boolean found = contents.stream().anyMatch(content -> !content.certificates().isEmpty());
    if (!contents.isEmpty() && !found) {
      err.println("Token không có chứng thư số nào.");
    }
    return found ? 0 : Agent.NOTHING_FOUND;
  }

  /** Some tokens show certificates only after login; the PIN is asked for only then. */
  private List<TokenCertificate> certificates(Pkcs11Library library, ConnectedToken token) {
    List<TokenCertificate> visible = library.certificates(token, null);
    if (!visible.isEmpty() || !token.needsPin()) {
      return visible;
    }
    if (token.pinLocked()) {
      err.println("Token \"" + token.label() + "\" đã bị khóa PIN.");
      return visible;
    }
    if (token.pinFinalTry()) {
      err.println(
          "Chú ý: chỉ còn MỘT lần nhập PIN, sai nữa token \"" + token.label() + "\" sẽ bị khóa.");
    }
    TokenSecret pin = prompt.ask("Mã PIN của token \"" + token.label() + "\" (Enter để bỏ qua): ");
    return pin == null ? visible : library.certificates(token, pin);
  }
}
