package vn.antin.auth.account;

import java.util.List;

/** An account is not made or changed as was asked. Says no personal data. */
public final class AccountException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Code code;
  private final transient List<Fault> faults;

  /** Why not. */
  public enum Code {
    /** There is no such account, or none that the caller may know of. */
    NOT_FOUND,
    /** Fields are missing or malformed. */
    INVALID,
    /** Fields must be unique and another account has them. */
    TAKEN,
    /** It was changed by somebody else meanwhile. */
    CHANGED,
    /** Its present state does not allow that. */
    STATE,
    /** The caller sees the account and has no power over it. */
    FORBIDDEN
  }

  public AccountException(Code code, List<Fault> faults) {
    super(code + " " + faults);
    this.code = code;
    this.faults = List.copyOf(faults);
  }

  public AccountException(Code code, String field, String fault) {
    this(code, List.of(new Fault(field, fault)));
  }

  public AccountException(Code code) {
    this(code, List.of());
  }

  public Code code() {
    return code;
  }

  public List<Fault> faults() {
    return faults;
  }
}
