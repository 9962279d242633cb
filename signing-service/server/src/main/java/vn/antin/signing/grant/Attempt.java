package vn.antin.signing.grant;

import java.util.List;
import java.util.UUID;
import vn.antin.signing.document.Sha256;

/**
 * One run at signing hashes that were moved to reserved for it alone; every later step names it, so
 * a run that was given up cannot write any more.
 */
public record Attempt(UUID id, GrantId grant, RequestId request, List<Sha256> hashes) {
  public Attempt {
    hashes = List.copyOf(hashes);
  }
}
