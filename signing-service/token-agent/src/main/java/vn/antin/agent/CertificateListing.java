package vn.antin.agent;

import java.io.PrintStream;
import java.util.List;
import vn.antin.agent.TokenReader.Content;
import vn.antin.signing.token.Pkcs11Library;

/** The command {@code certificates}. */
final class CertificateListing {

  private final Options options;
  private final PrintStream out;
  private final PrintStream err;
  private final Person person;

  CertificateListing(Options options, PrintStream out, PrintStream err, Person person) {
    this.options = options;
    this.out = out;
    this.err = err;
    this.person = person;
  }

  int run() {
    List<Content> contents =
        new TokenReader(Pkcs11Library.load(options.library()), err, person).contents();
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
}
