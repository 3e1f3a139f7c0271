//! Why: on a terminal one key is enough to see a finding whole or to judge everything anew; nobody wants to type commands
//! beside an editor.

use std::sync::mpsc::Sender;

use crossterm::event::{self, Event as Raw, KeyCode, KeyEventKind, KeyModifiers};
use crossterm::terminal::{disable_raw_mode, enable_raw_mode};

use super::events::{Event, Key};

/// The terminal as long as keys are read one by one; it is given back when this goes.
pub struct Keys {
    _private: (),
}

/// Reads keys from now on; `None` where there is no terminal to read them from.
pub fn listen(heard: Sender<Event>) -> Option<Keys> {
    enable_raw_mode().ok()?;
    std::thread::spawn(move || {
        while let Ok(raw) = event::read() {
            let Some(event) = meant(&raw) else { continue };
            // The loop has ended when nobody listens.
            if heard.send(event).is_err() {
                return;
            }
        }
    });
    Some(Keys { _private: () })
}

impl Drop for Keys {
    fn drop(&mut self) {
        // A terminal that is gone needs nothing.
        let _ = disable_raw_mode();
    }
}

fn meant(raw: &Raw) -> Option<Event> {
    let Raw::Key(key) = raw else { return None };
    if key.kind == KeyEventKind::Release {
        return None;
    }
    let control = key.modifiers.contains(KeyModifiers::CONTROL);
    Some(match key.code {
        KeyCode::Char('c' | 'd') if control => Event::Stop,
        KeyCode::Char('n' | 'j') | KeyCode::Down => Event::Key(Key::Next),
        KeyCode::Char('p' | 'k') | KeyCode::Up => Event::Key(Key::Previous),
        KeyCode::Char('r') => Event::Key(Key::Rerun),
        KeyCode::Char('f') => Event::Key(Key::Filter),
        KeyCode::Char('q') | KeyCode::Esc => Event::Key(Key::Quit),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use crossterm::event::KeyEvent;

    use super::*;

    #[test]
    fn keys_mean_what_the_footer_says() {
        let typed = |code, modifiers| meant(&Raw::Key(KeyEvent::new(code, modifiers)));
        let plain = |letter| typed(KeyCode::Char(letter), KeyModifiers::NONE);
        assert_eq!(plain('n'), Some(Event::Key(Key::Next)));
        assert_eq!(plain('p'), Some(Event::Key(Key::Previous)));
        assert_eq!(plain('r'), Some(Event::Key(Key::Rerun)));
        assert_eq!(plain('f'), Some(Event::Key(Key::Filter)));
        assert_eq!(plain('q'), Some(Event::Key(Key::Quit)));
        assert_eq!(plain('x'), None);
        assert_eq!(typed(KeyCode::Char('c'), KeyModifiers::CONTROL), Some(Event::Stop));
    }
}
