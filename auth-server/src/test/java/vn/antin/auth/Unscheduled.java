package vn.antin.auth;

import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.scheduling.config.TaskManagementConfigUtils;

/**
 * Leaves the application's own times out, on both nodes: for tests that move the clock and then say
 * themselves what is done, where the schedule could do it a moment before them.
 */
public final class Unscheduled implements BeanDefinitionRegistryPostProcessor {
  @Override
  public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
    registry.removeBeanDefinition(
        TaskManagementConfigUtils.SCHEDULED_ANNOTATION_PROCESSOR_BEAN_NAME);
  }
}
