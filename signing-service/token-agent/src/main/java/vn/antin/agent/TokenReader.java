package vn.antin.agent;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.token.Pkcs11Library;
import vn.antin.signing.token.Pkcs11Library.ConnectedToken;
import vn.antin.signing.token.Pkcs11Library.TokenCertificate;
import vn.antin.signing.token.TokenSecret;

/** Looks into the tokens. Each PIN is asked for once; a wrong one ends the command. */
final class TokenReader {

  private final Pkcs11Library library;
  private final PrintStream err;
  private final Person person;
  private final Map<String, TokenSecret> typed = new HashMap<>();

  TokenReader(Pkcs11Library library, PrintStream err, Person person) {
    this.library = library;
    this.err = err;
    this.person = person;
  }

  /** A token and what it holds. */
  record Content(ConnectedToken token, List<TokenCertificate> certificates) {}

  /** What is plugged in; says so when that is nothing. */
  List<Content> contents() {
    List<Content> contents = new ArrayList<>();
    for (ConnectedToken token : library.tokens()) {
      contents.add(new Content(token, certificates(token)));
    }
    if (contents.isEmpty()) {
      err.println("Không thấy USB Token nào. Hãy cắm token, chờ đèn sáng rồi chạy lại.");
    }
    return contents;
  }

  /** Some tokens show certificates only after login; the PIN is asked for only then. */
  private List<TokenCertificate> certificates(ConnectedToken token) {
    List<TokenCertificate> visible = library.certificates(token, null);
    if (!visible.isEmpty() || !token.needsPin()) {
      return visible;
    }
    TokenSecret pin = pin(token, " (Enter để bỏ qua)");
    return pin == null ? visible : library.certificates(token, pin);
  }

  /** Null when the token is locked, or nothing was typed. */
  @Nullable TokenSecret pin(ConnectedToken token, String hint) {
    TokenSecret known = typed.get(name(token));
    if (known != null) {
      return known;
    }
    if (token.pinLocked()) {
      err.println("Token \"" + token.label() + "\" đã bị khóa PIN.");
      return null;
    }
    if (token.pinFinalTry()) {
      err.println(
          "Chú ý: chỉ còn MỘT lần nhập PIN, sai nữa token \"" + token.label() + "\" sẽ bị khóa.");
    }
    TokenSecret pin = person.pin("Mã PIN của token \"" + token.label() + "\"" + hint + ": ");
    if (pin != null) {
      typed.put(name(token), pin);
    }
    return pin;
  }

  /**
   * Makers leave serial numbers empty or the same: no PIN goes to another token than it was for.
   */
  private static String name(ConnectedToken token) {
    return token.slot() + "/" + token.serialNumber() + "/" + token.label();
  }
}
