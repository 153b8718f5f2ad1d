//! The widget for partner sites: a commune's figures on anyone's page.
