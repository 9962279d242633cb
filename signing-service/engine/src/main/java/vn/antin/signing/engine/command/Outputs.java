package vn.antin.signing.engine.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where signed files go: a folder, each named as its input, and complete or not there at all. What
 * is half written has another name, and is removed when the process is asked to end.
 */
final class Outputs implements AutoCloseable {

  private final Path folder;
  private final boolean force;
  private final Words words;
  private final Set<Path> unfinished = ConcurrentHashMap.newKeySet();
  private final Thread cleaner = Thread.ofPlatform().unstarted(this::removeUnfinished);

  /**
   * Judges all names before anything is done.
   *
   * @throws UsageFault when two inputs have one name, or an output would stand in the place of an
   *     input or (without force) of anything
   */
  Outputs(Path folder, boolean force, Iterable<Path> inputs, Words words) {
    this.folder = folder;
    this.force = force;
    this.words = words;
    Map<Path, Path> taken = new HashMap<>();
    for (Path input : inputs) {
      Path target = target(input);
      Path other = taken.putIfAbsent(target, input);
      if (other != null) {
        throw new UsageFault(words.say("usage.samename", other, input));
      }
      if (same(input, target)) {
        throw new UsageFault(words.say("usage.overinput", input));
      }
      if (!force && Files.exists(target)) {
        throw new UsageFault(words.say("usage.exists", target));
      }
    }
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UsageFault(words.say("usage.folder", folder), e);
    }
    Runtime.getRuntime().addShutdownHook(cleaner);
  }

  interface Writing {
    /** Writes the file; false when there is nothing to keep. */
    boolean write(Path fresh) throws IOException;
  }

  /** Puts a file in its place when all of it is written; false when there is nothing to keep. */
  boolean put(Path input, Writing writing) throws IOException {
    Path target = target(input);
    Path fresh = Files.createTempFile(folder, ".antin-", ".part");
    unfinished.add(fresh);
    try {
      if (!writing.write(fresh)) {
        return false;
      }
      if (!force && Files.exists(target)) {
        throw new IOException(words.say("usage.exists", target));
      }
      Files.move(
          fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return true;
    } finally {
      Files.deleteIfExists(fresh);
      unfinished.remove(fresh);
    }
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(cleaner);
    } catch (IllegalStateException e) {
      // The process is ending and the hook is at work.
    }
  }

  private Path target(Path input) {
    Path name = input.getFileName();
    if (name == null) {
      throw new UsageFault(words.say("usage.path", input));
    }
    return folder.resolve(name);
  }

  private static boolean same(Path input, Path target) {
    try {
      return Files.exists(input) && Files.exists(target) && Files.isSameFile(input, target);
    } catch (IOException e) {
      return false;
    }
  }

  private void removeUnfinished() {
    for (Path fresh : unfinished) {
      try {
        Files.deleteIfExists(fresh);
      } catch (IOException e) {
        // Its name says what it is.
      }
    }
  }
}
