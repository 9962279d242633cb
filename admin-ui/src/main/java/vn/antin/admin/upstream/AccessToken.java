package vn.antin.admin.upstream;

/** A bearer token; prints nothing of itself. */
public record AccessToken(String reveal) {
  @Override
  public String toString() {
    return "AccessToken[hidden]";
  }
}
