package vn.antin.auth.oauth2.client;

/** A client secret that we have to know as it is, because it keys a MAC. Prints nothing. */
public record ReadableSecret(String reveal) {
  @Override
  public String toString() {
    return "ReadableSecret";
  }
}
