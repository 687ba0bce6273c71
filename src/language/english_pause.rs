//! The English word lists of the second look.

use crate::second_look::Lexicon;

pub(super) const LEXICON: Lexicon = Lexicon {
    people: "you your youre u ur yourself yours",
    hard: "idiot idiots idiotic moron morons moronic stupid dumb fool fools liar liars lying clown clowns loser \
             losers pathetic ignorant incompetent clueless brainless scum imbecile coward cowards hypocrite \
             hypocrites crook crooks disgusting fuck fucking bullshit crap braindead worthless useless laughable \
             trash scammer scammers",
    harsh: "asshole assholes bitch cunt retard retards retarded dickhead fuckwit wanker",
    phrases: "shut up|go to hell|drop dead|kill yourself|get a life|screw you|shame on you|you people|\
              people like you|you have no idea|you have no clue|you know nothing|you dont know what youre|\
              you clearly never|you clearly dont|you clearly havent|you clearly didnt|you clearly have no|\
              you clearly know nothing|you obviously never|you obviously dont|you obviously havent|\
              you obviously didnt|you obviously have no|whats wrong with you|what is wrong with you|\
              are you blind|are you kidding me|learn to read|nobody asked you|who asked you|\
              you should be ashamed|waste of space|full of shit|full of it",
};
