package vn.antin.signing.engine.validation;

import eu.europa.esig.dss.diagnostic.SignatureWrapper;
import java.util.List;

/** Says what of a file a signature vouches for, and what came after it or lies beside it. */
interface Coverage {

  /**
   * What one signature covers.
   *
   * @param whole nothing lies outside
   * @param added what lies outside
   * @param wrapped what was signed was moved, so that readers take something else for it
   * @param malformed the signature's own form is not what the format asks for
   * @param differs what it covers is not what was signed, seen by others than DSS
   */
  record Covered(
      boolean whole, List<Addition> added, boolean wrapped, boolean malformed, boolean differs) {

    public Covered {
      added = List.copyOf(added);
    }

    boolean changed() {
      return wrapped || added.stream().anyMatch(addition -> !addition.allowed());
    }

    boolean has(Addition.Kind kind) {
      return added.stream().anyMatch(addition -> addition.kind() == kind);
    }
  }

  Covered of(SignatureWrapper signature);
}
