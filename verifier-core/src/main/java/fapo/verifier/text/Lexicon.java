package fapo.verifier.text;

/// The words by which responses in several languages announce, conclude and join.
final class Lexicon {
  /// What stands between a label and what it announces.
  static final String[] VERBS = {
    "is", "be", "are", "was", "equals", "est", "sont", "ist", "lautet", "sind", "es", "son", "é",
    "è", "são", "هي", "هو", "है", "हैं", "হলো", "হচ্ছে", "হল", "это"
  };

  /// The same in scripts that are written without spaces.
  static final String JOINED_VERBS = "是为為は는은";

  /// Words between the verb and the answer.
  static final String[] SOFTENERS = {
    "therefore",
    "thus",
    "then",
    "simply",
    "just",
    "definitely",
    "clearly",
    "indeed",
    "probably",
    "hence",
    "donc",
    "somit",
    "por tanto",
    "option",
    "choice"
  };

  /// Words that open a concluding sentence.
  static final String[] CONCLUSIONS = {
    "therefore",
    "thus",
    "hence",
    "so",
    "consequently",
    "in conclusion",
    "in total",
    "finally",
    "altogether",
    "we conclude",
    "donc",
    "ainsi",
    "finalement",
    "par conséquent",
    "en conclusion",
    "daher",
    "somit",
    "folglich",
    "deshalb",
    "insgesamt",
    "por lo tanto",
    "por tanto",
    "así que",
    "entonces",
    "en total",
    "portanto",
    "logo",
    "assim",
    "quindi",
    "perciò",
    "dunque",
    "поэтому",
    "итак",
    "следовательно",
    "таким образом",
    "значит",
    "لذا",
    "لذلك",
    "إذن",
    "وبالتالي",
    "इसलिए",
    "अतः",
    "সুতরাং",
    "অতএব"
  };

  /// The same in scripts that are written without spaces.
  static final String[] JOINED_CONCLUSIONS = {
    "因此", "所以", "综上", "結論", "结论", "總之", "总之", "故", "于是", "よって", "したがって", "つまり", "따라서", "그러므로"
  };

  /// Words after which an answer is explained.
  static final String[] GROUNDS = {
    "because", "since", "as", "which", "so", "where", "given", "due", "that", "by", "car",
    "puisque", "weil", "da", "porque", "perché"
  };

  /// Words that make another number of the one before them.
  static final String[] SCALES = {
    "hundred",
    "thousand",
    "million",
    "billion",
    "trillion",
    "dozen",
    "hundreds",
    "thousands",
    "millions",
    "billions",
    "dozens",
    "times",
    "squared",
    "cubed",
    "halves",
    "thirds",
    "quarters",
    "mille",
    "millions",
    "milliards",
    "tausend",
    "millionen",
    "milliarden",
    "mil",
    "millones"
  };

  /// The same in scripts that are written without spaces.
  static final String JOINED_SCALES = "百千万億亿兆";

  /// Words before a number that make it a bound, a part, another number, or no answer at all.
  static final String[] MODIFIERS = {
    "not",
    "isn't",
    "wasn't",
    "aren't",
    "cannot",
    "can't",
    "never",
    "no",
    "than",
    "least",
    "most",
    "minus",
    "negative",
    "half",
    "twice",
    "double",
    "triple",
    "times",
    "root",
    "square",
    "cube",
    "log",
    "ln",
    "sin",
    "cos",
    "tan",
    "exp",
    "sqrt",
    "over",
    "under",
    "between",
    "either",
    "step",
    "part",
    "question",
    "problem",
    "equation",
    "case",
    "figure",
    "section",
    "page",
    "undefined",
    "unknown",
    "n'est",
    "pas",
    "moins",
    "nicht",
    "kein",
    "weniger",
    "mehr",
    "menos",
    "más",
    "meno",
    "non",
    "não",
    "не",
    "менее",
    "более",
    "ليس",
    "ليست"
  };

  /// The same in scripts that are written without spaces.
  static final String JOINED_DENIALS = "不非超";

  private Lexicon() {}
}
