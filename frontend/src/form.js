export {}; // the form viewer joins here
