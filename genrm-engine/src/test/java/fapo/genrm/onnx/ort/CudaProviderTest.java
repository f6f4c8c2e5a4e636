package fapo.genrm.onnx.ort;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CudaProviderTest {
  @Test
  void saysWhyThereIsNone() {
    try (OrtRuntime runtime = OrtRuntime.open()) {
      switch (CudaProvider.find(runtime, 0)) {
        case CudaProvider.Available() ->
            assertThat(runtime.version()).as("a build with CUDA").startsWith("1.");
        case CudaProvider.Absent(String reason) -> assertThat(reason).containsIgnoringCase("CUDA");
      }
    }
  }
}
