element.addEventListener('click', event => {
    const chip = event.target.closest('.chip');
    if (chip) trigger('clear', {filter: chip.dataset.filter});
});
