package vn.antin.signing.engine.command;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.DocumentSource;

/**
 * A folder for what is made: each file whole or not there at all, and nothing replaced unasked.
 * What is half written has another name, beside the one it will have, and is removed when the
 * process is asked to end. Thread-safe.
 */
final class Outputs implements AutoCloseable {

  private static final int BUFFER = 64 * 1024;

  private final Path folder;
  private final Existing existing;
  private final Words words;
  private final Set<Path> inputs = new HashSet<>();
  private final Map<Path, Path> claimed = new ConcurrentHashMap<>();
  private final Set<Path> unfinished = new HashSet<>();
  private final Thread cleaner = Thread.ofPlatform().unstarted(this::end);
  private boolean ended;

  /** What becomes of a file that is there already. */
  enum Existing {
    REFUSE,
    OVERWRITE,
    /** It is left, and counts as done. */
    SKIP
  }

  /**
   * Makes the folder; nothing else is done yet.
   *
   * @throws UsageFault when two inputs have one name, or the folder cannot be written to
   */
  Outputs(Path folder, Existing existing, List<Path> files, Words words) {
    this.folder = folder;
    this.existing = existing;
    this.words = words;
    Map<Path, Path> names = new HashMap<>();
    for (Path file : files) {
      Path name = file.getFileName();
      Path other = name == null ? null : names.putIfAbsent(name, file);
      if (other != null) {
        throw new UsageFault(words.say("usage.samename", other, file));
      }
      inputs.add(real(file));
    }
    if (isThere(folder) && !Files.isDirectory(folder)) {
      throw new UsageFault(words.say("usage.nofolder", folder));
    }
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UsageFault(words.say("usage.folder", folder, FileTrouble.of(e, words)), e);
    }
    if (!Files.isWritable(folder)) {
      throw new UsageFault(words.say("usage.folder", folder, words.say("refused.denied", folder)));
    }
    Runtime.getRuntime().addShutdownHook(cleaner);
  }

  interface Writing {
    /** Writes the file; false when there is nothing to keep. */
    boolean write(OutputStream out) throws IOException;

    /** Looks at what was written; false when it is not to be kept. */
    default boolean keeps(DocumentSource written) throws IOException {
      return true;
    }
  }

  /** Where a file of this name goes. */
  Path target(String name) {
    return folder.resolve(name);
  }

  /** Whether it is there already and is to be left alone. */
  boolean kept(Path target) {
    return existing == Existing.SKIP && isThere(target);
  }

  /** Why an input's result cannot go there; null when it can. */
  @Nullable String objection(Path input, Path target) {
    Path other = claimed.putIfAbsent(target, input);
    if (other != null && !other.equals(input)) {
      return words.say("refused.sametarget", target, other);
    }
    if (inputs.contains(real(target))) {
      return words.say("refused.overinput", target);
    }
    if (Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
      return words.say("refused.folderthere", target);
    }
    return existing != Existing.OVERWRITE && isThere(target)
        ? words.say("refused.exists", target)
        : null;
  }

  /**
   * Puts a file in its place when all of it is written.
   *
   * @throws IOException when it cannot be written, or when meanwhile one came to be there
   */
  void put(Path target, Writing writing) throws IOException {
    Path fresh = folder.resolve(".antin-" + UUID.randomUUID() + ".part");
    try {
      try (FileChannel channel = begin(fresh)) {
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
        if (!writing.write(out)) {
          return;
        }
        out.flush();
        if (!writing.keeps(DocumentSource.of(channel))) {
          return;
        }
        channel.force(true);
      }
      place(fresh, target);
    } catch (NoSuchFileException e) {
      throw ended() ? new InterruptedIOException("The process is ending") : e;
    } finally {
      Files.deleteIfExists(fresh);
      synchronized (this) {
        unfinished.remove(fresh);
      }
    }
  }

  private synchronized boolean ended() {
    return ended;
  }

  private synchronized FileChannel begin(Path fresh) throws IOException {
    if (ended) {
      throw new InterruptedIOException("The process is ending");
    }
    unfinished.add(fresh);
    return FileChannel.open(
        fresh, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  private void place(Path fresh, Path target) throws IOException {
    if (existing == Existing.OVERWRITE) {
      Files.move(
          fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return;
    }
    try {
      // A move would replace what came to be there meanwhile; a second name does not.
      Files.createLink(target, fresh);
    } catch (FileSystemException | UnsupportedOperationException e) {
      // Somebody was quicker; or it is a memory stick, where a file has one name.
      if (isThere(target)) {
        throw new FileAlreadyExistsException(target.toString());
      }
      Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
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

  private static boolean isThere(Path target) {
    return Files.exists(target, LinkOption.NOFOLLOW_LINKS);
  }

  private static Path real(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException e) {
      return file.toAbsolutePath().normalize();
    }
  }

  private synchronized void end() {
    ended = true;
    for (Path fresh : unfinished) {
      try {
        Files.deleteIfExists(fresh);
      } catch (IOException e) {
        // Its name says what it is.
      }
    }
  }
}
