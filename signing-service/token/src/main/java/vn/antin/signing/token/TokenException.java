package vn.antin.signing.token;

import org.jspecify.annotations.Nullable;

/** A token that cannot do what was asked; the message is for the operator and carries no secret. */
public final class TokenException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Fault fault;
  private final String message;
  private final transient @Nullable Ckr answer;

  public TokenException(Fault fault, String message) {
    this(fault, message, (Throwable) null);
  }

  public TokenException(Fault fault, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.message = message;
    this.fault = fault;
    this.answer = null;
  }

  TokenException(Fault fault, String message, Ckr answer) {
    super(message);
    this.message = message;
    this.fault = fault;
    this.answer = answer;
  }

  /** What the library answered, when that is what went wrong. */
  Ckr answer() {
    return answer != null ? answer : new Ckr(0);
  }

  @Override
  public String getMessage() {
    return message;
  }

  public Fault fault() {
    return fault;
  }

  /** What went wrong, for programs. */
  public enum Fault {
    /** The library file is missing or is not a PKCS#11 library. */
    LIBRARY_UNUSABLE,
    /** This process already opened the token. */
    ALREADY_OPEN,
    /** No slot holds a token with the label. */
    NO_SUCH_TOKEN,
    /** The PIN or password is wrong, or its file cannot be used. */
    PIN_REFUSED,
    /** Too many wrong PINs; the token's administrator must unlock it. */
    PIN_LOCKED,
    NO_SUCH_KEY,
    LABEL_TAKEN,
    /** The token made a key without the attributes asked for; the key was destroyed. */
    KEY_NOT_PROTECTED,
    BUSY,
    UNAVAILABLE
  }
}
