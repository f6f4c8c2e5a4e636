/// Decides verdicts by asking a model behind the OpenAI chat completions API.
@NullMarked
package fapo.genrm.remote;

import org.jspecify.annotations.NullMarked;
