package vn.antin.auth.provisioning.table;

import org.jspecify.annotations.Nullable;

/** A file that is no table we read, or one that is too much. */
public final class TableRefused extends Exception {
  private static final long serialVersionUID = 1;

  private final Reason reason;

  public TableRefused(Reason reason, String detail) {
    this(reason, detail, null);
  }

  TableRefused(Reason reason, String detail, @Nullable Throwable cause) {
    super(detail, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }

  /** Why, in the words of the message bundle. */
  public enum Reason {
    /** Neither .xlsx nor text. */
    NOT_A_TABLE,
    /** An .xls file of before 2007, or an .xlsx under a password. */
    OLD_OR_ENCRYPTED,
    /** More rows than are read at once. */
    TOO_MANY_ROWS,
    /** Larger than allowed, after decompression too. */
    TOO_LARGE,
    /** Broken inside. */
    MALFORMED,
    /** No row that names the columns. */
    NO_HEADINGS
  }
}
