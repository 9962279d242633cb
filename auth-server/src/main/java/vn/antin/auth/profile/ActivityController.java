package vn.antin.auth.profile;

import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.antin.auth.session.SessionAuthentication;

/** What has happened to the account lately, in plain words. */
@Controller
final class ActivityController {
  private final Activity activity;

  ActivityController(Activity activity) {
    this.activity = activity;
  }

  @GetMapping("/account/activity")
  ModelAndView show(
      @RequestParam(name = "before", defaultValue = "9223372036854775807") long before,
      SessionAuthentication official) {
    List<ActivityPage.Entry> found = activity.before(official.session().account(), before);
    boolean more = found.size() > Activity.PAGE;
    List<ActivityPage.Entry> shown = more ? found.subList(0, Activity.PAGE) : found;
    return new ModelAndView(
        "account-activity", "page", new ActivityPage(shown, more ? shown.getLast().id() : null));
  }
}
