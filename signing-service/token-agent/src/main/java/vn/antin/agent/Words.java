package vn.antin.agent;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import vn.antin.agent.job.SigningJob;
import vn.antin.signing.token.Pkcs11Library.ConnectedToken;
import vn.antin.signing.token.TokenException;

/** What is said of tokens and documents. */
final class Words {

  private Words() {}

  /** The first 16 digits of the document's SHA-256, in groups, as the page shows them too. */
  static String fingerprint(SigningJob.JobDocument document) {
    return HexFormat.of()
        .formatHex(Base64.getDecoder().decode(document.sha256()), 0, 8)
        .replaceAll("(....)(?=.)", "$1 ");
  }

  /** What to know of a token's PIN before one types it; empty when there is nothing. */
  static String warning(ConnectedToken token) {
    if (token.pinFinalTry()) {
      return "CHÚ Ý: chỉ còn MỘT lần nhập mã PIN; sai lần này USB Token sẽ bị khóa.";
    }
    return token.pinCountLow()
        ? "Chú ý: mã PIN đã bị nhập sai; sai thêm vài lần USB Token sẽ bị khóa."
        : "";
  }

  static String of(TokenException e) {
    return switch (e.fault()) {
      case LIBRARY_UNUSABLE ->
          """
          Không dùng được thư viện PKCS#11 này: %s
          Hãy cài phần mềm kèm theo USB Token rồi chỉ đúng tệp (.dll, .so hoặc .dylib), \
          cùng kiến trúc với Java (%s).\
          """
              .formatted(
                  e.getMessage(), System.getProperty("os.arch", "").toLowerCase(Locale.ROOT));
      case PIN_REFUSED -> "Mã PIN không đúng. Nhập sai nhiều lần USB Token sẽ bị khóa.";
      case PIN_LOCKED -> "USB Token đã bị khóa vì nhập sai PIN; cần nơi cấp mở khóa.";
      case NO_SUCH_KEY -> "Trong token không có khóa của chứng thư số này.";
      case ALREADY_OPEN, NO_SUCH_TOKEN, LABEL_TAKEN, KEY_NOT_PROTECTED, BUSY, UNAVAILABLE ->
          "USB Token không trả lời: " + e.getMessage() + "\nHãy rút ra, cắm lại rồi thử lần nữa.";
    };
  }
}
