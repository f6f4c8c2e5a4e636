package fapo.genrm.local;

import fapo.genrm.critique.CriticProfile.Fitness;
import java.nio.file.Path;

/// Which model judges, and what it may use.
///
/// @param model a Hugging Face checkpoint directory
/// @param fitness what its verdicts may be used for
/// @param cacheTokens positions of keys and values that are held at a time, over all critiques
/// @param running critiques that are generated at a time
/// @param waiting critiques that wait at most; beyond, they are refused
/// @param stepTokens that run in one step at most, prompts and continuations together
/// @param threads that compute; 0: a core each
/// @param temperature in [0, 2], where a request does not say
/// @param topP in (0, 1], where a request does not say
public record LocalSettings(
    Path model,
    Fitness fitness,
    int cacheTokens,
    int running,
    int waiting,
    int stepTokens,
    int threads,
    double temperature,
    double topP) {}
