package vn.antin.signing.engine.command;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.EngineException;

/** What keeps a file from being read or written, in words for who has to do something about it. */
final class FileTrouble {

  private FileTrouble() {}

  /**
   * Why nothing can be read there; null when it can be tried. A pipe or a device is not opened: it
   * might never end.
   */
  static @Nullable String objection(Path file, Words words) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      if (attributes.isDirectory()) {
        return words.say("refused.folder");
      }
      if (!attributes.isRegularFile()) {
        return words.say("refused.special");
      }
      if (attributes.size() == 0) {
        return words.say("refused.empty");
      }
      return Files.isReadable(file) ? null : words.say("refused.denied", file);
    } catch (NoSuchFileException e) {
      return words.say("refused.missing");
    } catch (IOException e) {
      return of(e, words);
    }
  }

  static String of(IOException trouble, Words words) {
    String said =
        trouble instanceof FileSystemException system ? system.getReason() : trouble.getMessage();
    if (trouble instanceof AccessDeniedException) {
      return words.say("refused.denied", file(trouble));
    }
    if (trouble instanceof FileAlreadyExistsException) {
      return words.say("refused.exists", file(trouble));
    }
    if (trouble instanceof InterruptedIOException) {
      return words.say("refused.ending");
    }
    if (trouble instanceof NoSuchFileException) {
      return words.say("refused.gone", file(trouble));
    }
    if (said != null && said.contains("No space left on device")) {
      return words.say("refused.full");
    }
    return words.say("refused.io", said == null ? trouble.getClass().getSimpleName() : said);
  }

  static String of(EngineException trouble, Words words) {
    return switch (trouble.fault()) {
      case SOURCE_CHANGED -> words.say("refused.changed");
      case SOURCE_UNREADABLE, OUTPUT_FAILED ->
          trouble.getCause() instanceof IOException cause
              ? of(cause, words)
              : words.say("refused.io", String.valueOf(trouble.getMessage()));
      case NOT_A_PREPARED_SIGNATURE, RENDERER_FAILED, VALIDATOR_FAILED ->
          words.say("refused.io", String.valueOf(trouble.getMessage()));
    };
  }

  private static String file(IOException trouble) {
    return trouble instanceof FileSystemException system
        ? String.valueOf(system.getFile())
        : String.valueOf(trouble.getMessage());
  }
}
