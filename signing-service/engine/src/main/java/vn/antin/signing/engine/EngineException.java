package vn.antin.signing.engine;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** An outage or a caller's fault while working on a document; says nothing about the document. */
public final class EngineException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Fault fault;

  public EngineException(Fault fault, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.fault = fault;
  }

  /** The document source failed. */
  public static EngineException unreadable(IOException cause) {
    return new EngineException(Fault.SOURCE_UNREADABLE, "The document cannot be read", cause);
  }

  public Fault fault() {
    return fault;
  }

  /** What went wrong, for programs. */
  public enum Fault {
    /** The document source failed. */
    SOURCE_UNREADABLE,
    /**
     * The document is not the one that was prepared; what was written so far must be thrown away.
     */
    SOURCE_CHANGED,
    /** Bytes given as a prepared signature are none, or of another version or format. */
    NOT_A_PREPARED_SIGNATURE,
    /** The output could not be written. */
    OUTPUT_FAILED,
    /** Rendering could not be started or failed outside the document. */
    RENDERER_FAILED,
    /** The process that validates could not be started. */
    VALIDATOR_FAILED
  }
}
