package vn.antin.signing.csc;

import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.NoSuchAlgorithmException;
import java.security.spec.InvalidParameterSpecException;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Map;

/**
 * {@code signAlgoParams} of RSASSA-PSS (RFC 4055 §3.1): the hash, MGF1 with the same hash, and a
 * salt of its length; nothing else is signed with.
 */
final class PssParameters {
  private PssParameters() {}

  /** The hash algorithm's identifier, from the parameters or from the one beside them. */
  static String digest(Parameters parameters) {
    if (!parameters.has("signAlgoParams")) {
      return parameters.string("hashAlgorithmOID");
    }
    var found = read(parameters.base64("signAlgoParams"));
    var named = parameters.optionalString("hashAlgorithmOID");
    if (named != null && !named.equals(found)) {
      throw CscFault.invalidParameter("hashAlgorithmOID");
    }
    return found;
  }

  private static String read(byte[] der) {
    try {
      var decoder = AlgorithmParameters.getInstance("RSASSA-PSS");
      decoder.init(der);
      var read = decoder.getParameterSpec(PSSParameterSpec.class);
      for (Map.Entry<String, Algorithms.Digest> each : Algorithms.DIGESTS.entrySet()) {
        var digest = each.getValue();
        if (read.getDigestAlgorithm().equals(digest.name())
            && read.getMGFParameters() instanceof MGF1ParameterSpec mask
            && mask.getDigestAlgorithm().equals(digest.name())
            && read.getSaltLength() == digest.length()) {
          return each.getKey();
        }
      }
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("the JDK has no RSASSA-PSS", e);
    } catch (IOException | InvalidParameterSpecException e) {
      throw CscFault.invalidParameter("signAlgoParams");
    }
    throw CscFault.invalidParameter("signAlgoParams");
  }
}
