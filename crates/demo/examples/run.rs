//! Temporary.
fn main() {
    let mut args = std::env::args().skip(1);
    let data = args.next().unwrap().into();
    let bind = args.next().unwrap().parse().unwrap();
    let serve = args.next().is_none();
    let rt = tokio::runtime::Runtime::new().unwrap();
    if let Err(e) = rt.block_on(viche_demo::run(viche_demo::Options { data, bind, serve })) { eprintln!("{e}"); std::process::exit(1) }
}
