use std::fs;

use tempfile::TempDir;

use super::*;

/// Random bytes for tests: each draw is filled with the next number.
fn counting() -> impl FnMut(&mut [u8]) {
    let mut draw = 0;
    move |bytes| {
        draw += 1;
        bytes.fill(draw);
    }
}

fn created() -> TempDir {
    let dir = TempDir::new().unwrap();
    create(dir.path(), &mut counting()).unwrap();
    dir
}

fn refusal(dir: &TempDir) -> String {
    Keys::load(dir.path()).unwrap_err().to_string()
}

fn token_file(dir: &TempDir) -> PathBuf {
    let kid = fs::read_to_string(dir.path().join(CURRENT)).unwrap();
    dir.path().join(format!("token-{}.pem", kid.trim()))
}

#[test]
fn created_keys_are_loaded_as_drawn() {
    let keys = Keys::load(created().path()).unwrap();
    assert_eq!(keys.person(), &[1; 32]);
    assert_eq!(keys.cursor(), &[2; 32]);
    assert_eq!(keys.current_token_key().1.to_bytes(), [3; 32]);
}

#[test]
fn the_kid_is_the_start_of_the_public_keys_hash() {
    let keys = Keys::load(created().path()).unwrap();
    let (kid, key) = keys.current_token_key();
    let hash = base16ct::lower::encode_string(&Sha256::digest(key.verifying_key().to_bytes()));
    assert_eq!(kid, &hash[..16]);
}

#[test]
fn keys_are_never_overwritten() {
    for name in [PERSON, CURSOR, CURRENT] {
        let dir = created();
        for other in [PERSON, CURSOR, CURRENT].into_iter().filter(|other| *other != name) {
            fs::remove_file(dir.path().join(other)).unwrap();
        }
        let before = fs::read_to_string(dir.path().join(name)).unwrap();
        let refusal = create(dir.path(), &mut counting()).unwrap_err().to_string();
        assert!(refusal.contains(name) && refusal.contains("exists already"), "{refusal}");
        assert_eq!(fs::read_to_string(dir.path().join(name)).unwrap(), before);
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 2, "nothing was added to it and the token key");
    }
}

#[test]
fn a_rotation_adds_a_key_that_signs_and_keeps_the_rest() {
    let dir = created();
    let before = Keys::load(dir.path()).unwrap();
    rotate(dir.path(), &mut |bytes| bytes.fill(4)).unwrap();
    let after = Keys::load(dir.path()).unwrap();
    assert_eq!(after.current_token_key().1.to_bytes(), [4; 32]);
    assert_eq!(after.token_keys().count(), 2);
    assert!(after.token_keys().any(|(kid, _)| kid == before.current_token_key().0));
    assert_eq!((after.person(), after.cursor()), (before.person(), before.cursor()));
}

#[test]
fn a_missing_file_is_named_with_the_remedy() {
    for name in [PERSON, CURSOR, CURRENT] {
        let dir = created();
        fs::remove_file(dir.path().join(name)).unwrap();
        let refusal = refusal(&dir);
        assert!(refusal.contains(&format!("{name} is missing")), "{refusal}");
        assert!(refusal.contains(&format!("`viche keys create {}`", dir.path().display())), "{refusal}");
    }
}

#[test]
fn a_missing_folder_is_told_by_the_first_missing_key() {
    let dir = TempDir::new().unwrap();
    let refusal = Keys::load(&dir.path().join("nowhere")).unwrap_err().to_string();
    assert!(refusal.contains("nowhere/person.key is missing"), "{refusal}");
}

#[test]
fn a_damaged_file_is_named_with_what_it_should_hold() {
    let damages = [
        (PERSON, "", "64 hexadecimal digits"),
        (PERSON, "0102", "64 hexadecimal digits"),
        (
            CURSOR,
            "+1010101010101010101010101010101010101010101010101010101010101010",
            "64 hexadecimal digits",
        ),
        (
            CURSOR,
            "01010101010101010101010101010101010101010101010101010101010101011",
            "64 hexadecimal digits",
        ),
        (CURRENT, "0123456789abcdef", "the kid of a token-<kid>.pem"),
        (CURRENT, "", "the kid of a token-<kid>.pem"),
    ];
    for (name, text, expected) in damages {
        let dir = created();
        fs::write(dir.path().join(name), text).unwrap();
        let refusal = refusal(&dir);
        assert!(refusal.contains(name) && refusal.contains(expected), "{refusal}");
    }
    let dir = created();
    fs::write(token_file(&dir), "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\n").unwrap();
    assert!(refusal(&dir).contains("an Ed25519 private key"), "{}", refusal(&dir));
}

#[test]
fn debug_output_hides_the_keys() {
    let keys = format!("{:?}", Keys::load(created().path()).unwrap());
    assert!(!keys.contains("1, 1") && !keys.contains("person") && !keys.contains("SigningKey"), "{keys}");
}

#[cfg(unix)]
mod on_unix {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn what_is_created_is_for_its_owner_alone() {
        let parent = TempDir::new().unwrap();
        let dir = parent.path().join("keys");
        create(&dir, &mut counting()).unwrap();
        rotate(&dir, &mut |bytes| bytes.fill(4)).unwrap();
        assert_eq!(mode(&dir), 0o700);
        let files = files::list(&dir).unwrap();
        assert_eq!(files.len(), 5);
        for file in files {
            assert_eq!(mode(&file), 0o600, "{}", file.display());
        }
    }

    #[test]
    fn a_file_open_to_everybody_is_refused() {
        for bits in [0o604, 0o602, 0o644] {
            let dir = created();
            for path in [dir.path().join(PERSON), dir.path().join(CURSOR), token_file(&dir)] {
                fs::set_permissions(&path, fs::Permissions::from_mode(bits)).unwrap();
                let refusal = refusal(&dir);
                assert!(refusal.contains(&format!("chmod 600 {}", path.display())), "{refusal}");
                fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
            }
        }
    }

    #[test]
    fn a_group_may_read_what_an_orchestrator_mounts() {
        let dir = created();
        fs::set_permissions(dir.path().join(PERSON), fs::Permissions::from_mode(0o440)).unwrap();
        assert!(Keys::load(dir.path()).is_ok());
    }
}
