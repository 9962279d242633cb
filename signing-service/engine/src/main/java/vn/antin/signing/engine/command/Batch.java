package vn.antin.signing.engine.command;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Does the same with many files on several threads; lines come as files are done. */
final class Batch {

  private static final long EVERY_NANOS = Duration.ofMillis(200).toNanos();

  private final List<Path> files;
  private final int threads;
  private final Terminal terminal;
  private final Words words;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger done = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();

  Batch(List<Path> files, int threads, Terminal terminal, Words words) {
    this.files = files;
    this.threads = Math.min(threads, files.size());
    this.terminal = terminal;
    this.words = words;
  }

  interface Work {
    /** Does a file, says so in a line, and tells whether it was done. */
    boolean on(Path file);
  }

  /** Does all of them and says at the end how it went; 0 when all were done, else 1. */
  int run(Work work) {
    long began = System.nanoTime();
    Thread stopped = Thread.ofPlatform().unstarted(this::tellStopped);
    Runtime.getRuntime().addShutdownHook(stopped);
    try (ExecutorService pool =
        Executors.newFixedThreadPool(threads, Thread.ofPlatform().name("file-", 1).factory())) {
      for (int i = 0; i < threads; i++) {
        pool.execute(() -> workOn(work, began));
      }
    }
    try {
      Runtime.getRuntime().removeShutdownHook(stopped);
    } catch (IllegalStateException e) {
      // The process is ending and the hook is at work.
    }
    terminal.erase();
    double seconds = Math.max(0.001, (System.nanoTime() - began) / 1e9);
    if (files.size() > 1) {
      terminal.complain(
          words.say(
              "summary",
              done.get(),
              refused.get(),
              String.format(Locale.ROOT, "%.1f", seconds),
              String.format(Locale.ROOT, "%.0f", files.size() / seconds)));
    }
    return done.get() == files.size() ? 0 : 1;
  }

  private void tellStopped() {
    int past = done.get() + refused.get();
    if (past < files.size()) {
      terminal.complain(words.say("stopped", done.get(), refused.get(), files.size() - past));
    }
  }

  private void workOn(Work work, long began) {
    long shown = System.nanoTime();
    for (int i = next.getAndIncrement(); i < files.size(); i = next.getAndIncrement()) {
      (did(work, files.get(i)) ? done : refused).incrementAndGet();
      long now = System.nanoTime();
      if (now - shown > EVERY_NANOS) {
        shown = now;
        int past = done.get() + refused.get();
        terminal.progress(
            words.say(
                "progress",
                past,
                files.size(),
                String.format(Locale.ROOT, "%.0f", past / ((now - began) / 1e9))));
      }
    }
  }

  private boolean did(Work work, Path file) {
    try {
      return work.on(file);
    } catch (OutOfMemoryError e) {
      terminal.line(words.say("refused", file, words.say("refused.memory")));
      return false;
    } catch (RuntimeException | StackOverflowError e) {
      // A fault of ours must not take the other files with it.
      terminal.line(words.say("fault", file, e.toString()));
      return false;
    }
  }
}
