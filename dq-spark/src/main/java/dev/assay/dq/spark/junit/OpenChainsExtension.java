package dev.assay.dq.spark.junit;

import dev.assay.dq.spark.assertj.OpenChains;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test that stated assertions on data and never evaluated them. A test that fails for
 * another reason stays with that reason. A chain that an earlier test of the thread left open,
 * where no extension watched, is reported by the first that does; the message names its line.
 */
public class OpenChainsExtension implements AfterEachCallback {

  /** Made by JUnit. */
  public OpenChainsExtension() {}

  @Override
  public void afterEach(ExtensionContext context) {
    List<String> left = OpenChains.takeOfThisThread();
    if (!left.isEmpty() && context.getExecutionException().isEmpty()) {
      throw new AssertionError(String.join("\n", left));
    }
  }
}
