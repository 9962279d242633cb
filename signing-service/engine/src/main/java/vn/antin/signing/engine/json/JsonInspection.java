package vn.antin.signing.engine.json;

/** What looking at JSON found. */
public enum JsonInspection {
  SOUND,
  NOT_JSON,
  TOO_LARGE,
  TOO_DEEP,
  /** An object has two members of one name. */
  DUPLICATE_MEMBER
}
