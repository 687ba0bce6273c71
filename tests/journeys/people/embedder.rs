//! The page around a conversation, which never suffers.
