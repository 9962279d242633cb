package vn.antin.auth.oauth2;

import java.util.UUID;

/** The tokens that stand for approved signatures. */
public interface GrantTokens {
  /**
   * Ends every token of the grant, in the caller's transaction; returns how many families ended.
   */
  int endAll(UUID grant, String because);
}
