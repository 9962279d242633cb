package vn.antin.signing.engine.ades;

import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.SignatureValue;
import eu.europa.esig.dss.model.ToBeSigned;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One signing of DSS with parameters of its own; first the data is asked for, then it is signed.
 */
record Job(Supplier<ToBeSigned> data, Function<SignatureValue, DSSDocument> signing) {

  byte[] bytesToSign() {
    return data.get().getBytes();
  }

  DSSDocument sign(SignatureValue value) {
    return signing.apply(value);
  }
}
