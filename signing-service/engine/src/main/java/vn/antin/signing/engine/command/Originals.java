package vn.antin.signing.engine.command;

import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where the files lie that detached signatures sign. */
final class Originals {

  private static final Set<String> DETACHED =
      Set.of(
          FormatName.CADES_DETACHED.target(""),
          FormatName.XADES_DETACHED.target(""),
          FormatName.JADES_DETACHED.target(""));

  private final @Nullable Path folder;

  /**
   * Looks in a folder.
   *
   * @param folder null for beside each signature
   */
  Originals(@Nullable Path folder) {
    this.folder = folder;
  }

  /** The file of that name without the signature's ending; null when it has no such ending. */
  @Nullable Path of(Path signature) {
    String name = String.valueOf(signature.getFileName());
    for (String ending : DETACHED) {
      if (name.length() > ending.length() && name.endsWith(ending)) {
        String signed = name.substring(0, name.length() - ending.length());
        return folder == null ? signature.resolveSibling(signed) : folder.resolve(signed);
      }
    }
    return null;
  }
}
