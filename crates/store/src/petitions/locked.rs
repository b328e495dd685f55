//! A petition whose row is locked until the transaction ends: what changes a petition goes through one, so that counts and
//! states are decided one at a time.

use std::ops::Deref;

use chrono::NaiveDate;
use diesel::prelude::*;
use viche_domain::change::Change;
use viche_domain::petition::{Action, Lifecycle, PublicNumber};
use viche_domain::text::fold;

use super::row::{LifecycleRow, read};
use super::{Content, Petition, Reference, follows, row_of};
use crate::columns::{At, Id};
use crate::connection::{Connected, on};
use crate::error::Result;
use crate::record::{Note, Object, Tx};
use crate::schema::{petition_numbers, petitions};

/// A locked petition. Only [`lock`] gives one, and whatever writes a petition takes one:
///
/// ```
/// # use viche_store::petitions::{Locked, Petition};
/// fn title(petition: &Locked) -> &str { &petition.title }
/// ```
/// ```compile_fail,E0423
/// # use viche_store::petitions::{Locked, Petition};
/// fn locked(petition: Petition) -> Locked { Locked(petition) }
/// ```
#[derive(Debug)]
pub struct Locked(Petition);

impl Deref for Locked {
    type Target = Petition;

    fn deref(&self) -> &Petition {
        &self.0
    }
}

/// Locks a petition, and takes the turn at it.
pub fn lock(tx: &mut Tx<'_>, reference: &Reference) -> Result<Option<Locked>> {
    if let Connected::Pg(pg) = tx.conn {
        let ids = petitions::table.select(petitions::id).for_no_key_update();
        let locked = match reference {
            Reference::Id(id) => ids.filter(petitions::id.eq(id)).first::<Id>(pg),
            Reference::Number(number) => ids.filter(petitions::number.eq(number)).first(pg),
        };
        if locked.optional()?.is_none() {
            return Ok(None);
        }
    }
    let Some((row, _, policy)) = row_of(tx.conn, reference)? else { return Ok(None) };
    tx.take_turn(row.acted_at.map(Into::into));
    Ok(Some(Locked(read(row, policy)?)))
}

/// Keeps a petition from being deleted until the transaction ends. Whoever changes it goes on.
pub fn keep(conn: &mut Connected, reference: &Reference) -> Result<()> {
    if let Connected::Pg(pg) = conn {
        let ids = petitions::table.select(petitions::id).for_key_share();
        match reference {
            Reference::Id(id) => ids.filter(petitions::id.eq(id)).first::<Id>(pg),
            Reference::Number(number) => ids.filter(petitions::number.eq(number)).first(pg),
        }
        .optional()?;
    }
    Ok(())
}

impl Locked {
    /// Applies an action, stores where the petition then stands, and puts it on the record. The one way in which a state
    /// changes: only the domain makes a [`Change`].
    pub fn advance(&self, tx: &mut Tx<'_>, action: &Action<'_>, note: &Note<'_>) -> Result<Lifecycle> {
        let now = tx.now;
        let change = self.lifecycle.apply(action, now, tx)?;
        self.store(tx, &change)?;
        let object = Object { id: self.id, number: self.number.as_deref(), author: self.author };
        tx.record(object, &change, note)?;
        Ok(change.into_next())
    }

    fn store(&self, tx: &mut Tx<'_>, change: &Change<Lifecycle>) -> Result<()> {
        let row = petitions::table.find(self.id);
        let now = At::from(tx.now);
        let acted = petitions::acted_at.eq(Some(now));
        if change.events().is_empty() {
            let count = petitions::signatures.eq(change.next().signatures());
            diesel::update(row).set((count, acted)).execute(tx.conn)?;
        } else {
            let updated = petitions::updated_at.eq(now);
            diesel::update(row).set((LifecycleRow::from(change.next()), updated, acted)).execute(tx.conn)?;
        }
        Ok(())
    }

    /// Stores a draft's new content under the next version.
    pub fn edit(&self, tx: &mut Tx<'_>, content: &Content<'_>) -> Result<()> {
        diesel::update(petitions::table.find(self.id))
            .set((
                petitions::title.eq(content.title),
                petitions::title_fold.eq(fold(content.title)),
                petitions::text.eq(content.text),
                petitions::category.eq(content.category),
                petitions::version.eq(petitions::version + 1),
                petitions::updated_at.eq(At::from(tx.now)),
            ))
            .execute(tx.conn)?;
        Ok(())
    }

    /// Gives the petition its public number: the next of that local date.
    pub fn number(&mut self, tx: &mut Tx<'_>, day: NaiveDate) -> Result<()> {
        let text = day.to_string();
        let values = (petition_numbers::day.eq(&text), petition_numbers::last.eq(1));
        let last: i64 = on!(&mut *tx.conn, |c| diesel::insert_into(petition_numbers::table)
            .values(values)
            .on_conflict(petition_numbers::day)
            .do_update()
            .set(petition_numbers::last.eq(petition_numbers::last + 1))
            .returning(petition_numbers::last)
            .get_result(c))?;
        let n = crate::columns::number("petition_numbers.last", last)?;
        self.0.number = Some(PublicNumber { date: day, n }.to_string());
        let number = petitions::number.eq(self.0.number.as_deref());
        diesel::update(petitions::table.find(self.0.id)).set(number).execute(tx.conn)?;
        Ok(())
    }

    /// Stores the name under which the author submits.
    pub fn set_author_name(&self, tx: &mut Tx<'_>, name: &str) -> Result<()> {
        let row = petitions::table.find(self.id);
        diesel::update(row).set(petitions::author_name.eq(name)).execute(tx.conn)?;
        Ok(())
    }

    /// Deletes a draft, of which nothing is left but what the record says.
    pub fn delete(self, tx: &mut Tx<'_>) -> Result<()> {
        follows::clear(tx.conn, self.id)?;
        diesel::delete(petitions::table.find(self.id)).execute(tx.conn)?;
        Ok(())
    }
}
