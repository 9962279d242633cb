package vn.antin.signing.validation;

import java.io.IOException;
import java.io.UncheckedIOException;
import vn.antin.signing.document.Document;
import vn.antin.signing.document.Documents;
import vn.antin.signing.engine.validation.Validation;
import vn.antin.signing.problem.Problem;

/** Validates documents that are stored here, as the public check would. Thread-safe. */
public final class FileCheck {
  /** {@link PublicCheck} or {@link OwnCheck}. */
  interface Check {
    Validation.Report check(long length, PublicCheck.Source source) throws IOException;
  }

  private final Check check;
  private final Documents documents;

  FileCheck(Check check, Documents documents) {
    this.check = check;
    this.documents = documents;
  }

  /**
   * What validation finds now.
   *
   * @throws vn.antin.signing.problem.SigningException when the file is gone, larger than what is
   *     validated, or cannot be read, and BUSY
   */
  public Validation.Report check(Document document) {
    var content =
        documents
            .content(document.owner(), document.id())
            .orElseThrow(() -> Problem.NOT_FOUND.because("document " + document.id() + " is gone"));
    try {
      return check.check(content.length(), content::transferTo);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
