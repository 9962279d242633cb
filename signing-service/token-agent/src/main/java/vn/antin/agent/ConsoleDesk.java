package vn.antin.agent;

import java.io.PrintStream;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.antin.agent.job.SigningJob;
import vn.antin.signing.token.Pkcs11Library.ConnectedToken;
import vn.antin.signing.token.TokenSecret;

/** At a terminal; with a PIN file nobody is asked. */
final class ConsoleDesk implements Desk {

  private static final Set<String> YES = Set.of("ký", "ky", "có", "co", "yes", "sign");

  private static final Set<String> LAST = Set.of("thử", "thu", "try");

  private final PrintStream out;
  private final PrintStream err;
  private final Person person;
  private final @Nullable Path pinFile;
  private boolean pinUsed;

  ConsoleDesk(PrintStream out, PrintStream err, Person person, @Nullable Path pinFile) {
    this.out = out;
    this.err = err;
    this.person = person;
    this.pinFile = pinFile;
  }

  @Override
  public boolean agrees(SigningJob job) {
    out.println("Máy chủ:        " + job.server().url());
    out.println("Người ký:       " + JsonText.printable(job.official()));
    out.println("Chứng thư số:   " + JsonText.printable(job.subject()));
    out.println("Số văn bản:     " + job.documents().size());
    for (SigningJob.JobDocument document : job.documents()) {
      out.printf(
          "  %d. %s (%d trang) %s%n",
          document.number() + 1,
          JsonText.printable(document.name()),
          document.pages(),
          Words.fingerprint(document));
    }
    if (pinFile != null) {
      return true;
    }
    String typed = person.line("Gõ \"ký\" để ký các văn bản này: ");
    return typed != null
        && YES.contains(
            Normalizer.normalize(typed.strip(), Normalizer.Form.NFC).toLowerCase(Locale.ROOT));
  }

  @Override
  public @Nullable TokenSecret pin(ConnectedToken token, String warning) {
    if (!warning.isEmpty()) {
      err.println(warning);
    }
    if (pinFile != null) {
      if (pinUsed) {
        return null; // a wrong PIN in a file stays wrong
      }
      pinUsed = true;
      return TokenSecret.read(pinFile);
    }
    return person.pin("Mã PIN của token \"" + token.label() + "\": ");
  }

  @Override
  public boolean lastTry(ConnectedToken token) {
    err.println(Words.warning(token));
    if (pinFile != null) {
      return false; // a file cannot know that it is right
    }
    String typed = person.line("Gõ \"thử\" để nhập lần cuối: ");
    return typed != null
        && LAST.contains(
            Normalizer.normalize(typed.strip(), Normalizer.Form.NFC).toLowerCase(Locale.ROOT));
  }

  @Override
  public boolean again(String missing) {
    err.println(missing);
    if (pinFile != null) {
      return false;
    }
    String typed = person.line("Enter để thử lại, \"thôi\" để dừng: ");
    return typed != null && typed.isBlank();
  }

  @Override
  public void progress(int signed, int total) {
    out.println("Đã ký " + signed + "/" + total);
  }

  @Override
  public void done(String text) {
    out.println(text);
  }

  @Override
  public void failed(String text) {
    err.println(text);
  }
}
