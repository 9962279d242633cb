package vn.antin.signing.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The documents of the corpus that are refused, as the docs list them. */
final class CorpusTable {

  private CorpusTable() {}

  /** Compares the page with what was found, or writes it anew. */
  static void check(Path root, List<String> all, Map<String, String> refused) throws IOException {
    Path page = root.resolve("docs/engine-corpus.md");
    String text = text(all, refused);
    if (Boolean.getBoolean("antin.refresh")) {
      Files.writeString(page, text);
    }
    assertThat(text)
        .as("docs/engine-corpus.md is as -Dantin.refresh=true writes it")
        .isEqualTo(Files.readString(page));
  }

  private static String text(List<String> all, Map<String, String> refused) {
    StringBuilder text =
        new StringBuilder(
            """
            # Documents that are refused

            Written by `CorpusTest` with `-Dantin.long=true -Dantin.refresh=true`; do not edit.

            The corpus has %d PDF files from many writers, some broken on purpose, whose first page
            `pdftoppm` shows without a password. %d of them are signed: `pdfsig` and `mutool sign -v`
            find the signature good, `qpdf --check` and `mutool info` find no more fault than before,
            and every page looks the same. Five say that they are PDF/A (1a, 1a, 3a, 4f, 4f): three are,
            two break two rules of it, and so they do for veraPDF when they are signed, invisibly or not;
            PDF/A-1b, 2b and 3b files that the build makes stay valid (`ArchiveTest`). The others are
            refused, each for its reason:

            | File | Reason |
            |---|---|
            """
                .formatted(all.size(), all.size() - refused.size()));
    refused.forEach(
        (name, reason) -> text.append("| %s | %s |\n".formatted(name, reason.replace("|", "\\|"))));
    return text.toString();
  }
}
