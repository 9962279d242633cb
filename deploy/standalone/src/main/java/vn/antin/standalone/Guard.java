package vn.antin.standalone;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;

/**
 * The main class of every child: runs the application named by the first argument and ends it in
 * order when standard input ends. The launcher holds the other end of that pipe, so the application
 * cannot outlive it, not even when it is killed. Uses nothing but the JDK.
 */
public final class Guard {
  /** Seconds that an orderly exit may take before the process is halted. */
  static final String LIMIT = "antin.guard.limit";

  private Guard() {}

  static void main(String[] args) throws ReflectiveOperationException {
    Thread.ofPlatform().daemon().name("launcher-watch").start(Guard::exitWithLauncher);
    Method main = Class.forName(args[0]).getDeclaredMethod("main", String[].class);
    main.setAccessible(true);
    try {
      main.invoke(null, (Object) Arrays.copyOfRange(args, 1, args.length));
    } catch (InvocationTargetException e) {
      e.printStackTrace();
      System.exit(1);
    }
  }

  private static void exitWithLauncher() {
    try {
      while (System.in.read() != -1) {
        // Nothing is said on this pipe; only its end means something.
      }
    } catch (IOException broken) {
      // A broken pipe is the same news.
    }
    Thread.ofPlatform().daemon().name("halt").start(Guard::haltAfterLimit);
    System.exit(0);
  }

  private static void haltAfterLimit() {
    try {
      Thread.sleep(Duration.ofSeconds(Long.getLong(LIMIT, 10)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(1);
  }
}
