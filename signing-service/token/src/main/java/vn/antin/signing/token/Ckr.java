package vn.antin.signing.token;

import java.util.Map;
import java.util.Set;
import vn.antin.signing.token.SigningOutcome.Reason;
import vn.antin.signing.token.TokenException.Fault;

/** What a PKCS#11 function answered (PKCS #11 2.40 section 5.1). */
record Ckr(long code) {

  static final int ALREADY_INITIALIZED = 0x191;
  static final int USER_ALREADY_LOGGED_IN = 0x100;
  static final int OPERATION_ACTIVE = 0x90;
  private static final long SESSION_HANDLE_INVALID = 0xb3;

  private static final Map<Long, String> NAMES =
      Map.ofEntries(
          Map.entry(0x02L, "HOST_MEMORY"),
          Map.entry(0x03L, "SLOT_ID_INVALID"),
          Map.entry(0x05L, "GENERAL_ERROR"),
          Map.entry(0x06L, "FUNCTION_FAILED"),
          Map.entry(0x07L, "ARGUMENTS_BAD"),
          Map.entry(0x10L, "ATTRIBUTE_READ_ONLY"),
          Map.entry(0x12L, "ATTRIBUTE_TYPE_INVALID"),
          Map.entry(0x13L, "ATTRIBUTE_VALUE_INVALID"),
          Map.entry(0x21L, "DATA_LEN_RANGE"),
          Map.entry(0x30L, "DEVICE_ERROR"),
          Map.entry(0x31L, "DEVICE_MEMORY"),
          Map.entry(0x32L, "DEVICE_REMOVED"),
          Map.entry(0x54L, "FUNCTION_NOT_SUPPORTED"),
          Map.entry(0x60L, "KEY_HANDLE_INVALID"),
          Map.entry(0x62L, "KEY_SIZE_RANGE"),
          Map.entry(0x63L, "KEY_TYPE_INCONSISTENT"),
          Map.entry(0x68L, "KEY_FUNCTION_NOT_PERMITTED"),
          Map.entry(0x69L, "KEY_NOT_WRAPPABLE"),
          Map.entry(0x6aL, "KEY_UNEXTRACTABLE"),
          Map.entry(0x70L, "MECHANISM_INVALID"),
          Map.entry(0x71L, "MECHANISM_PARAM_INVALID"),
          Map.entry(0x82L, "OBJECT_HANDLE_INVALID"),
          Map.entry(0x90L, "OPERATION_ACTIVE"),
          Map.entry(0x91L, "OPERATION_NOT_INITIALIZED"),
          Map.entry(0xa0L, "PIN_INCORRECT"),
          Map.entry(0xa1L, "PIN_INVALID"),
          Map.entry(0xa2L, "PIN_LEN_RANGE"),
          Map.entry(0xa3L, "PIN_EXPIRED"),
          Map.entry(0xa4L, "PIN_LOCKED"),
          Map.entry(0xb0L, "SESSION_CLOSED"),
          Map.entry(0xb1L, "SESSION_COUNT"),
          Map.entry(0xb3L, "SESSION_HANDLE_INVALID"),
          Map.entry(0xb5L, "SESSION_READ_ONLY"),
          Map.entry(0xd0L, "TEMPLATE_INCOMPLETE"),
          Map.entry(0xd1L, "TEMPLATE_INCONSISTENT"),
          Map.entry(0xe0L, "TOKEN_NOT_PRESENT"),
          Map.entry(0xe1L, "TOKEN_NOT_RECOGNIZED"),
          Map.entry(0xe2L, "TOKEN_WRITE_PROTECTED"),
          Map.entry(0xf0L, "UNWRAPPING_KEY_HANDLE_INVALID"),
          Map.entry(0x101L, "USER_NOT_LOGGED_IN"),
          Map.entry(0x102L, "USER_PIN_NOT_INITIALIZED"),
          Map.entry(0x110L, "WRAPPED_KEY_INVALID"),
          Map.entry(0x112L, "WRAPPED_KEY_LEN_RANGE"),
          Map.entry(0x113L, "WRAPPING_KEY_HANDLE_INVALID"),
          Map.entry(0x140L, "CURVE_NOT_SUPPORTED"),
          Map.entry(0x150L, "BUFFER_TOO_SMALL"),
          Map.entry(0x190L, "CRYPTOKI_NOT_INITIALIZED"));

  /** An object that is not there any more. */
  private static final Set<Long> STALE = Set.of(0x60L, 0x82L, 0xf0L, 0x113L);

  /** After these this login is of no use any more. */
  private static final Set<Long> CONNECTION_LOST =
      Set.of(0x03L, 0x30L, 0x32L, 0xb0L, 0xb3L, 0xe0L, 0xe1L, 0x101L, 0x190L);

  /**
   * Answers of C_Sign that say the key was not used. SESSION_CLOSED is none: the session was closed
   * while the function ran.
   */
  private static final Set<Long> NOT_SIGNED =
      Set.of(0x60L, 0x82L, 0x91L, 0xa3L, 0xb1L, 0xb3L, 0xe0L, 0x101L, 0x190L);

  /** Answers that say that a key is not wrapped or unwrapped in a certain way, now and later. */
  private static final Set<Long> CANNOT_WRAP =
      Set.of(
          0x10L, 0x12L, 0x13L, 0x21L, 0x54L, 0x62L, 0x63L, 0x68L, 0x69L, 0x6aL, 0x70L, 0x71L, 0xd0L,
          0xd1L, 0x110L, 0x112L, 0x114L, 0x115L);

  static Ckr of(long code) {
    return new Ckr(code & 0xffffffffL);
  }

  /** What a session of a login that is over would answer. */
  static TokenException over() {
    return new TokenException(
        Fault.UNAVAILABLE, "The login to the token is over", of(SESSION_HANDLE_INVALID));
  }

  String name() {
    String known = NAMES.get(code);
    return known != null ? "CKR_" + known : "CKR 0x" + Long.toHexString(code);
  }

  boolean ok() {
    return code == 0;
  }

  boolean is(long wanted) {
    return code == wanted;
  }

  boolean stale() {
    return STALE.contains(code);
  }

  boolean connectionLost() {
    return CONNECTION_LOST.contains(code);
  }

  /** Whether C_Sign answering this has certainly not used the key. */
  boolean notSigned() {
    return NOT_SIGNED.contains(code) || notSupported();
  }

  boolean cannotWrap() {
    return CANNOT_WRAP.contains(code);
  }

  /** Throws unless the function did what was asked. */
  void check(String function) {
    if (!ok()) {
      throw new TokenException(fault(), function + ": " + name(), this);
    }
  }

  SigningOutcome.Refused refused(String what) {
    return new SigningOutcome.Refused(
        notSupported() ? Reason.ALGORITHM_NOT_SUPPORTED : Reason.UNAVAILABLE, what + ": " + name());
  }

  private boolean notSupported() {
    return code == 0x70L || code == 0x71L || code == 0x68L || code == 0x63L || code == 0x62L;
  }

  private Fault fault() {
    return switch ((int) code) {
      case 0xa0, 0xa1, 0xa2, 0x102 -> Fault.PIN_REFUSED;
      case 0xa4 -> Fault.PIN_LOCKED;
      default -> Fault.UNAVAILABLE;
    };
  }
}
