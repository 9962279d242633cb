package vn.antin.signing.csc;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.antin.signing.csc.CredentialViews.Wanted;
import vn.antin.signing.web.Caller;

/** Methods {@code credentials/list} and {@code credentials/info}. */
@RestController
final class CredentialsEndpoint {
  private final CredentialDirectory directory;
  private final CredentialViews views;

  CredentialsEndpoint(CredentialDirectory directory, CredentialViews views) {
    this.directory = directory;
    this.views = views;
  }

  @PostMapping("/csc/v2/credentials/list")
  Map<String, Object> list(Caller caller, HttpServletRequest request) throws IOException {
    var parameters = Parameters.read(request, Parameters.SMALL);
    var wanted = Wanted.of(parameters);
    var withInfo = parameters.flag("credentialInfo");
    var onlyValid = parameters.flag("onlyValid");
    var found =
        directory.of(directory.official(caller, parameters)).stream()
            .filter(each -> !onlyValid || views.usable(each))
            .toList();
    var answer = new LinkedHashMap<String, Object>();
    answer.put("credentialIDs", found.stream().map(each -> each.id().toString()).toList());
    if (withInfo) {
      var infos = new ArrayList<Map<String, Object>>();
      var told = views.of(found, wanted);
      for (var i = 0; i < found.size(); i++) {
        var info = new LinkedHashMap<String, Object>();
        info.put("credentialID", found.get(i).id().toString());
        info.putAll(told.get(i));
        infos.add(info);
      }
      answer.put("credentialInfos", infos);
    }
    if (onlyValid) {
      answer.put("onlyValid", true);
    }
    return answer;
  }

  @PostMapping("/csc/v2/credentials/info")
  Map<String, Object> info(Caller caller, HttpServletRequest request) throws IOException {
    var parameters = Parameters.read(request, Parameters.SMALL);
    var wanted = Wanted.of(parameters);
    return views.of(directory.named(caller, parameters), wanted);
  }
}
