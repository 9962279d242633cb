package vn.antin.signing.engine.preview;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import vn.antin.signing.engine.DocumentSource;
import vn.antin.signing.engine.EngineException;
import vn.antin.signing.engine.SourceReads;
import vn.antin.signing.engine.child.ChildProcess;
import vn.antin.signing.engine.preview.Preview.NotRendered;
import vn.antin.signing.engine.preview.Preview.Reason;

/**
 * Pictures of pages of foreign documents, made in a child process: 256 MB, 10 seconds, and no
 * network where the system can take it away. A document that breaks the renderer breaks nothing
 * else. The child never gets the document as a file; it asks for the ranges it needs over its
 * standard output and reads them from its standard input, so that an encrypted document of 300 MB
 * is neither written to a disk nor held in memory.
 *
 * <p>Thread-safe. At most {@link Limits#atOnce()} run; a caller waits for a place no longer than a
 * rendering may take.
 */
public final class PagePreview {

  private static final int LARGEST_READ = 1 << 20;

  private final Limits limits;
  private final Semaphore places;
  private final List<String> command;

  /**
   * Bounds of a rendering.
   *
   * @param memoryMegabytes the child's heap
   * @param time from start to picture
   * @param pictureBytes size of the PNG at most
   * @param atOnce renderers at a time
   */
  public record Limits(int memoryMegabytes, Duration time, int pictureBytes, int atOnce) {

    /** 256 MB, 10 s, 8 MB, two at a time. */
    public static Limits defaults() {
      return new Limits(256, Duration.ofSeconds(10), 8 << 20, 2);
    }
  }

  public PagePreview(Limits limits) {
    this.limits = limits;
    this.places = new Semaphore(limits.atOnce());
    this.command = RendererCommand.forMemory(limits.memoryMegabytes());
  }

  /**
   * Renders a page.
   *
   * @param page from 1
   * @param width of the picture in pixels; smaller when the page is very high
   * @throws EngineException SOURCE_UNREADABLE or RENDERER_FAILED
   */
  public Preview render(DocumentSource document, int page, int width) {
    if (width < 16 || width > 4000) {
      throw new IllegalArgumentException("A picture is 16 to 4000 pixels wide, found " + width);
    }
    try {
      if (!places.tryAcquire(limits.time().toMillis(), TimeUnit.MILLISECONDS)) {
        return new NotRendered(Reason.BUSY);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new NotRendered(Reason.BUSY);
    }
    try {
      return renderNow(document, page, width);
    } finally {
      places.release();
    }
  }

  private Preview renderNow(DocumentSource document, int page, int width) {
    List<String> line = new ArrayList<>(command);
    line.add(Integer.toString(page));
    line.add(Integer.toString(width));
    Process child = start(line);
    AtomicBoolean timedOut = new AtomicBoolean();
    Thread watch = ChildProcess.endAfter(child, limits.time(), timedOut);
    try (DataInputStream fromChild = new DataInputStream(child.getInputStream());
        DataOutputStream toChild =
            new DataOutputStream(new BufferedOutputStream(child.getOutputStream()))) {
      return new Preview.Png(serve(document, fromChild, toChild));
    } catch (IOException e) {
      return ended(child, timedOut);
    } finally {
      child.destroyForcibly();
      watch.interrupt();
    }
  }

  private static Process start(List<String> line) {
    try {
      return ChildProcess.start(line);
    } catch (IOException e) {
      throw new EngineException(
          EngineException.Fault.RENDERER_FAILED, "The page renderer does not start", e);
    }
  }

  /** Answers the child's questions until the picture comes; IOException when the child is gone. */
  private byte[] serve(DocumentSource document, DataInputStream from, DataOutputStream to)
      throws IOException {
    long length = SourceReads.length(document);
    to.writeLong(length);
    to.flush();
    while (true) {
      byte kind = from.readByte();
      if (kind == RangeProtocol.PICTURE) {
        int size = from.readInt();
        if (size < 0 || size > limits.pictureBytes()) {
          throw new IOException("A picture of " + size + " bytes");
        }
        return from.readNBytes(size);
      }
      long position = from.readLong();
      int count = from.readInt();
      if (kind != RangeProtocol.READ
          || position < 0
          || count < 0
          || count > LARGEST_READ
          || position > length - count) {
        throw new IOException("A question outside the protocol");
      }
      to.write(SourceReads.all(document, position, count));
      to.flush();
    }
  }

  private static Preview ended(Process child, AtomicBoolean timedOut) {
    try {
      if (!child.waitFor(1, TimeUnit.SECONDS) || timedOut.get()) {
        return new NotRendered(Reason.TIMED_OUT);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new NotRendered(Reason.TIMED_OUT);
    }
    return switch (child.exitValue()) {
      case PageRenderer.NO_SUCH_PAGE -> new Preview.NoSuchPage();
      case PageRenderer.OUT_OF_MEMORY -> new NotRendered(Reason.TOO_COMPLEX);
      case PageRenderer.UNREADABLE -> new NotRendered(Reason.UNREADABLE);
      default -> // 1: the JVM did not start or the renderer has a bug; 137: killed by the system
          throw new EngineException(
              EngineException.Fault.RENDERER_FAILED,
              "The page renderer ended with exit code " + child.exitValue(),
              null);
    };
  }
}
